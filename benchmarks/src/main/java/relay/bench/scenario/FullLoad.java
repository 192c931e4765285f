package relay.bench.scenario;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.LongFunction;
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

  private FullLoad(String name, int clients, int eventsAtOnce) {
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

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    String type = "bench." + name;
    Payload payload = Payload.of(type);
    LongFunction<Buffer> body =
        eventsAtOnce == 1 ? payload::at : time -> payload.batchAt(eventsAtOnce, time);
    String webhook = bed.subscribe(type, name, 0);
    Arrivals arrivals = bed.receivers().arrivals(name);
    try (Load load = eventsAtOnce == 1 ? bed.events(clients) : bed.batches(clients)) {
      bed.awaitArrivals(name, load.during(body, bed.time()).accepted() * eventsAtOnce);
      arrivals.reset();
      CpuTimes before = CpuTimes.of(bed.stack());
      long start = System.nanoTime();
      Answers answers = load.during(body, bed.time());
      long events = answers.accepted() * eventsAtOnce;
      bed.awaitArrivals(name, events);
      double seconds = (arrivals.last() - start) / 1e9;
      return new Result(
          name,
          description(),
          List.of(
              Figure.perSecond(
                  "events from POST to receipt",
                  events / seconds,
                  new Limit("the parts together", bed.limits().endToEnd())),
              Figure.perSecond("events accepted", answers.perSecond() * eventsAtOnce, null),
              Figure.count("requests refused", answers.refused()),
              Figure.count("repeats", arrivals.count() - events)),
          List.of(
              new Timing("POST to 202", answers.latency()),
              new Timing("POST to receipt", arrivals.latency())),
          CpuTimes.of(bed.stack()).per1000(before, events));
    } finally {
      bed.api().delete("/webhooks/" + webhook);
    }
  }
}
