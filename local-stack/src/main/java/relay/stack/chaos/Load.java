package relay.stack.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import relay.stack.ledger.Entry.Accepted;
import relay.stack.ledger.Entry.Refused;
import relay.stack.ledger.Entry.Tried;
import relay.stack.ledger.Entry.Unknown;
import relay.stack.ledger.Ledger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts events at a constant rate, whatever becomes of those before (unless thousands are not
 * answered), and as a careful producer does: what is not answered is posted again with the same
 * idempotency key. Every twentieth is left at that, for the relay to have it or not.
 */
final class Load implements AutoCloseable {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
  private static final Duration BETWEEN_REPEATS = Duration.ofMillis(500);
  private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(1);
  private static final int LEFT_AT_THAT = 20;

  /** More callers than this have no sockets to wait with while everything is down. */
  private static final int MOST_AT_ONCE = 2_000;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWERS_WITHIN)
          .build();
  private final String key;
  private final Ledger ledger;
  private final AtomicInteger numbers = new AtomicInteger();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Semaphore callers = new Semaphore(MOST_AT_ONCE);
  private final ExecutorService posts = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Turns turns;
  private volatile @Nullable Instant giveUp;

  /**
   * Prepares a load.
   *
   * @param apis which take turns
   */
  Load(List<URI> apis, String key, Ledger ledger) {
    turns = new Turns(apis);
    this.key = key;
    this.ledger = ledger;
  }

  /** Posts to these from now on, and returns when the calls to the others have ended. */
  void turnTo(List<URI> apis) {
    Turns before = turns;
    turns = new Turns(apis);
    before.end();
  }

  void start(int eventsPerSecond) {
    var _ =
        clock.scheduleAtFixedRate(
            () -> {
              if (callers.tryAcquire()) {
                posts.execute(() -> post(numbers.incrementAndGet()));
              }
            },
            0,
            TimeUnit.SECONDS.toNanos(1) / eventsPerSecond,
            TimeUnit.NANOSECONDS);
  }

  private void post(int number) {
    ledger.add(new Tried(number, Instant.now()));
    try {
      for (int attempt = 0; !isHeard(number, attempt); attempt++) {
        if (number % LEFT_AT_THAT == 0 || isOver()) {
          return;
        }
        Thread.sleep(BETWEEN_REPEATS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      callers.release();
    }
  }

  private boolean isHeard(int number, int attempt) throws InterruptedException {
    Turns current = begin();
    try {
      return isHeard(number, current.of(number + attempt));
    } finally {
      current.leave();
    }
  }

  private Turns begin() {
    Turns current = turns;
    while (!current.enter()) {
      current = turns;
    }
    return current;
  }

  private boolean isHeard(int number, URI api) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve("/events"))
            .timeout(ANSWERS_WITHIN)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "chaos-" + number)
            .POST(BodyPublishers.ofString(Post.body(number)))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      int status = answer.statusCode();
      if (status == 202) {
        String id = JsonMapper.shared().readTree(answer.body()).get("id").asString();
        ledger.add(new Accepted(number, id, Instant.now()));
        return true;
      }
      if (status >= 400 && status < 500) {
        ledger.add(new Refused(number, status, Instant.now()));
        return true;
      }
      ledger.add(new Unknown(number, Integer.toString(status), Instant.now()));
    } catch (IOException unknown) {
      ledger.add(new Unknown(number, unknown.toString().replaceAll("\\s+", " "), Instant.now()));
    }
    return false;
  }

  private boolean isOver() {
    Instant end = giveUp;
    return end != null && Instant.now().isAfter(end);
  }

  /** Posts no more, and returns when each event is answered, or given up a while later. */
  @Override
  public void close() {
    giveUp = Instant.now().plus(GIVEN_UP_AFTER);
    clock.shutdownNow();
    posts.close();
  }
}
