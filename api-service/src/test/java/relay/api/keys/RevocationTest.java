package relay.api.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.SecondService;
import relay.api.access.Scope;

/** Keys are revoked at one api-service and used at another. */
@ApiTest
@Tag("slow")
class RevocationTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static SecondService other;

  @Autowired Api api;
  @Autowired JdbcClient database;

  @BeforeAll
  static void start() {
    other = SecondService.start();
  }

  @AfterAll
  static void stop() {
    other.close();
  }

  @Test
  void a_key_that_is_in_use_is_refused_everywhere_within_a_second_of_its_revocation() {
    Api.Answer made = api.key(Scope.READ);
    String key = made.text("key");
    // Long enough that the key is remembered and asked for ahead.
    useFor(SECOND, key);

    api.delete("/keys/" + made.text("id")).is(204);
    long revoked = System.nanoTime();

    assertThat(untilRefused(key, revoked)).isLessThan(SECOND);
  }

  @Test
  void a_scope_that_is_taken_away_is_gone_within_a_second() {
    String key = api.key(Scope.READ).text("key");
    useFor(SECOND, key);

    database
        .sql("UPDATE api_keys SET scopes = '{events:write}' WHERE prefix = ?")
        .param(key.substring(0, 11))
        .update();
    long changed = System.nanoTime();

    assertThat(untilRefused(key, changed)).isLessThan(SECOND);
    api.send(Api.withKey(key, other.request("/events"))).isProblem(403);
  }

  @Test
  void a_stream_that_is_open_ends_within_a_second() throws Exception {
    Api.Answer made = api.key(Scope.READ);
    AtomicLong ended = new AtomicLong();
    HttpClient http = HttpClient.newHttpClient();
    try {
      var stream =
          http.send(
              Api.withKey(made.text("key"), other.request("/stream")).build(),
              BodyHandlers.ofLines());
      assertThat(stream.statusCode()).isEqualTo(200);
      Thread reading =
          Thread.startVirtualThread(
              () -> {
                stream.body().forEach(_ -> {});
                ended.set(System.nanoTime());
              });
      assertThat(reading.join(SECOND.multipliedBy(2))).as("ended before").isFalse();

      api.delete("/keys/" + made.text("id")).is(204);
      long revoked = System.nanoTime();

      assertThat(reading.join(Api.PATIENCE)).isTrue();
      assertThat(Duration.ofNanos(ended.get() - revoked)).isLessThan(SECOND);
    } finally {
      // Not close(), which would wait for a stream that does not end.
      http.shutdownNow();
    }
  }

  @Test
  void the_stream_of_a_key_that_is_good_goes_on() throws Exception {
    String key = api.key(Scope.READ).text("key");
    HttpClient http = HttpClient.newHttpClient();
    try {
      var stream =
          http.send(Api.withKey(key, other.request("/stream")).build(), BodyHandlers.ofLines());
      Thread reading = Thread.startVirtualThread(() -> stream.body().forEach(_ -> {}));

      assertThat(reading.join(SECOND.multipliedBy(3))).as("ended").isFalse();
    } finally {
      http.shutdownNow();
    }
  }

  private void useFor(Duration time, String key) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      api.send(Api.withKey(key, other.request("/events?limit=1"))).is(200);
    }
  }

  /** How long after a time the other service lets nobody in any more with the key. */
  private Duration untilRefused(String key, long since) {
    AtomicLong sent = new AtomicLong();
    await()
        .atMost(Api.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              sent.set(System.nanoTime());
              return api.send(Api.withKey(key, other.request("/events?limit=1"))).status() != 200;
            });
    return Duration.ofNanos(sent.get() - since);
  }
}
