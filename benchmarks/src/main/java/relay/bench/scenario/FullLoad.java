package relay.bench.scenario;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;
import relay.bench.load.Answers;
import relay.bench.load.Arrivals;
import relay.bench.load.Load;
import relay.bench.load.Payload;
import relay.bench.report.Figure;
import relay.bench.report.Figure.Limit;
import relay.bench.report.Result;
import relay.bench.report.Timing;

/** As many events as are accepted, each for one endpoint, until the last has arrived. */
final class FullLoad implements Scenario {
  private final String name;
  private final int clients;
  private final int eventsAtOnce;

  FullLoad(String name, int clients, int eventsAtOnce) {
    this.name = name;
    this.clients = clients;
    this.eventsAtOnce = eventsAtOnce;
  }

  /** With a request for each event. */
  static FullLoad ofSingles() {
    return new FullLoad("full-load", 64, 1);
  }

  /** With a hundred events in each request. */
  static FullLoad ofBatches() {
    return new FullLoad("full-load-batch", 8, 100);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return "%d clients, each posts again as soon as it is answered, %d events at once for one endpoint"
        .formatted(clients, eventsAtOnce);
  }

  /**
   * What went through.
   *
   * @param repeats arrivals beyond one for each event
   */
  record Measured(Answers answers, long events, Duration took, Histogram latency, long repeats) {
    double perSecond() {
      return events / (took.toNanos() / 1e9);
    }
  }

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    String webhook = subscribe(bed);
    try (Load load = load(bed)) {
      var _ = measure(bed, load);
      CpuTimes before = CpuTimes.of(bed.stack());
      Measured measured = measure(bed, load);
      Answers answers = measured.answers();
      return new Result(
          name,
          description(),
          List.of(
              Figure.perSecond(
                  "events from POST to receipt",
                  measured.perSecond(),
                  new Limit("the parts together", bed.limits().endToEnd())),
              Figure.perSecond("events accepted", answers.perSecond() * eventsAtOnce, null),
              Figure.count("requests refused", answers.refused()),
              Figure.count("repeats", measured.repeats())),
          List.of(
              new Timing("POST to 202", answers.latency()),
              new Timing("POST to receipt", measured.latency())),
          CpuTimes.of(bed.stack()).per1000(before, measured.events()));
    } finally {
      bed.api().delete("/webhooks/" + webhook);
    }
  }

  /** Subscribes the endpoint; the id of the webhook. */
  String subscribe(TestBed bed) throws InterruptedException {
    return bed.subscribe(type(), name, 0);
  }

  Load load(TestBed bed) {
    return eventsAtOnce == 1 ? bed.events(clients) : bed.batches(clients);
  }

  /** Posts for as long as each thing is measured, and waits until all have arrived. */
  Measured measure(TestBed bed, Load load) throws InterruptedException {
    Payload payload = Payload.of(type());
    LongFunction<Buffer> body =
        eventsAtOnce == 1 ? payload::at : time -> payload.batchAt(eventsAtOnce, time);
    Arrivals arrivals = bed.receivers().arrivals(name);
    arrivals.reset();
    long start = System.nanoTime();
    Answers answers = load.during(body, bed.time());
    long events = answers.accepted() * eventsAtOnce;
    bed.awaitArrivals(name, events);
    return new Measured(
        answers,
        events,
        Duration.ofNanos(arrivals.last() - start),
        arrivals.latency(),
        arrivals.count() - events);
  }

  private String type() {
    return "bench." + name;
  }
}
