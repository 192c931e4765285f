package relay.bench.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * Posts to one URL on one thread, over connections that stay open. Each call blocks until all its
 * requests are answered; one at a time.
 */
public final class Load implements AutoCloseable {
  private static final int ACCEPTED = 202;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient http;
  private final RequestOptions request;
  private final int clients;
  private final Context loop = vertx.getOrCreateContext();

  /**
   * Prepares a load.
   *
   * @param clients connections, 1 to 1,000
   */
  public Load(URI url, String key, int clients) {
    this.clients = clients;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAliveTimeout(0),
            new PoolOptions().setHttp1MaxSize(clients));
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(url.getHost())
            .setPort(url.getPort())
            .setURI(url.getPath())
            .putHeader("Authorization", "Bearer " + key)
            .putHeader("Content-Type", "application/json");
  }

  /** Each connection posts again as soon as it is answered, for so long. */
  public Answers during(LongFunction<Buffer> body, Duration time) {
    return closed(body, run -> System.nanoTime() - run.start < time.toNanos());
  }

  /** Each connection posts again as soon as it is answered, until there are so many. */
  public Answers all(LongFunction<Buffer> body, long requests) {
    return closed(body, run -> run.posted < requests);
  }

  private Answers closed(LongFunction<Buffer> body, Predicate<Run> goOn) {
    return run(
        body,
        run -> {
          for (int client = 0; client < clients; client++) {
            again(run, goOn);
          }
        });
  }

  private void again(Run run, Predicate<Run> goOn) {
    if (goOn.test(run)) {
      var _ = run.post(System.nanoTime()).onComplete(_ -> again(run, goOn));
    } else {
      run.stop(clients);
    }
  }

  /**
   * Posts at a constant rate, whatever becomes of those before. A request that has to wait for a
   * connection has waited: its latency counts from when it was to be posted.
   */
  public Answers atRate(LongFunction<Buffer> body, double perSecond, Duration time) {
    double interval = 1e9 / perSecond;
    long requests = Math.round(time.toNanos() / interval);
    return run(
        body,
        run ->
            vertx.setPeriodic(
                1,
                timer -> {
                  double elapsed = System.nanoTime() - run.start;
                  while (run.posted < requests && run.posted * interval <= elapsed) {
                    var _ = run.post(run.start + (long) (run.posted * interval));
                  }
                  if (run.posted == requests) {
                    vertx.cancelTimer(timer);
                    run.stop(1);
                  }
                }));
  }

  private Answers run(LongFunction<Buffer> body, Consumer<Run> begin) {
    Run run = new Run(body);
    loop.runOnContext(
        _ -> {
          run.start = System.nanoTime();
          begin.accept(run);
        });
    return run.end.future().await();
  }

  /** Of one call; on the event loop alone. */
  private final class Run {
    private final LongFunction<Buffer> body;
    private final Histogram latency = Latencies.histogram();
    private final Promise<Answers> end = Promise.promise();
    private long start;
    private long last;
    private long posted;
    private long accepted;
    private long refused;
    private int stopped;
    private int stops;

    Run(LongFunction<Buffer> body) {
      this.body = body;
    }

    Future<Void> post(long intended) {
      posted++;
      return http.request(request)
          .compose(post -> post.send(body.apply(intended)))
          .compose(answer -> answer.end().map(answer.statusCode()))
          .otherwise(0)
          .map(
              status -> {
                answered(status, intended);
                return null;
              });
    }

    private void answered(int status, long intended) {
      last = System.nanoTime();
      if (status == ACCEPTED) {
        accepted++;
        Latencies.record(latency, last - intended);
      } else {
        refused++;
      }
      complete();
    }

    /** One of so many posts no more. */
    void stop(int all) {
      stops = all;
      stopped++;
      complete();
    }

    private void complete() {
      if (stops > 0 && stopped == stops && accepted + refused == posted) {
        end.tryComplete(new Answers(accepted, refused, Duration.ofNanos(last - start), latency));
      }
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
