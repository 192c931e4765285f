package relay.bench.limit;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import relay.bench.load.Load;
import relay.bench.load.Payload;
import relay.bench.load.Receivers;
import relay.bench.report.Figure;
import relay.bench.report.Result;
import relay.stack.LocalStack;
import relay.stack.ServiceProcess;
import relay.stack.process.Platform;
import relay.stack.process.Ports;
import relay.stack.process.Program;
import relay.stack.process.Signal;

/**
 * What the parts can do by themselves on this machine, measured in the same run as the whole.
 *
 * @param ingest requests a second into a web server that keeps nothing
 * @param insert rows a second into PostgreSQL
 * @param send signed POSTs a second to an endpoint
 */
public record Limits(double ingest, double insert, double send) {
  private static final int CLIENTS = 64;
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

  /** With less, the first of a new JVM is a twentieth of what it can do. */
  private static final Duration LEAST_WARM_UP = Duration.ofSeconds(8);

  /**
   * Measures each for some time, after it has warmed up for as long as the relay will, or for some
   * seconds.
   */
  public static Limits measure(
      LocalStack stack,
      Receivers receivers,
      Duration warmUpOfRelay,
      Duration time,
      Consumer<String> say)
      throws Exception {
    say.accept("Measuring what the parts can do by themselves, when they are as warm as the relay");
    Duration warmUp = warmUpOfRelay.compareTo(LEAST_WARM_UP) < 0 ? LEAST_WARM_UP : warmUpOfRelay;
    URI endpoint = receivers.url("bare", 0);
    BareSend.measure(endpoint, warmUp);
    BareInsert.measure(stack.postgres(), LEAST_WARM_UP);
    return new Limits(
        ingest(stack, warmUp, time),
        BareInsert.measure(stack.postgres(), time),
        BareSend.measure(endpoint, time));
  }

  private static double ingest(LocalStack stack, Duration warmUp, Duration time)
      throws InterruptedException {
    int port = Ports.free();
    ServiceProcess bare = stack.add(program(port));
    try (Load load = new Load(LocalStack.url(port).resolve("/events"), "none", CLIENTS)) {
      Payload payload = Payload.of("bench.bare");
      var _ = load.during(payload::at, warmUp);
      return load.during(payload::at, time).perSecond();
    } finally {
      bare.stop();
    }
  }

  private static Program program(int port) {
    return new Program(
        "bare-ingest",
        List.of(
            Platform.java(),
            "-Xms512m",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            BareIngest.class.getName(),
            Integer.toString(port)),
        Map.of(),
        Signal.TERM,
        STARTS_WITHIN,
        () -> Ports.isAnswering(port));
  }

  /**
   * Of one event with one delivery, if its parts did nothing else: it is taken in, sent, and
   * written in three rows, event, delivery and attempt, on the same cores.
   */
  public double endToEnd() {
    return 1 / (1 / ingest + 3 / insert + 1 / send);
  }

  /** As the results of the whole are told. */
  public Result result() {
    return new Result(
        "limits",
        "what the parts can do by themselves",
        List.of(
            Figure.perSecond("bare ingest, requests", ingest, null),
            Figure.perSecond("bare insert, rows of 350 bytes", insert, null),
            Figure.perSecond("bare send, signed POSTs", send, null),
            Figure.perSecond("the parts together, events", endToEnd(), null)),
        List.of(),
        Map.of());
  }
}
