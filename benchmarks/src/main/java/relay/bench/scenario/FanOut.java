package relay.bench.scenario;

import java.util.ArrayList;
import java.util.List;
import relay.bench.load.Answers;
import relay.bench.load.Arrivals;
import relay.bench.load.Load;
import relay.bench.load.Payload;
import relay.bench.report.Figure;
import relay.bench.report.Figure.Limit;
import relay.bench.report.Result;
import relay.bench.report.Timing;

/** Events that each go to many endpoints. */
final class FanOut implements Scenario {
  private static final int ENDPOINTS = 100;
  private static final int CLIENTS = 8;

  /** About as many as arrive in that time. */
  private static final int EVENTS_PER_SECOND = 100;

  private static final String TYPE = "bench.fan-out";

  @Override
  public String name() {
    return "fan-out";
  }

  @Override
  public String description() {
    return "%d clients post events, each for %d endpoints".formatted(CLIENTS, ENDPOINTS);
  }

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    List<String> webhooks = new ArrayList<>();
    for (int number = 0; number < ENDPOINTS; number++) {
      webhooks.add(bed.subscribe(TYPE, name(), number));
    }
    Payload payload = Payload.of(TYPE);
    Arrivals arrivals = bed.receivers().arrivals(name());
    long events = bed.time().toSeconds() * EVENTS_PER_SECOND;
    try (Load load = bed.events(CLIENTS)) {
      bed.awaitArrivals(name(), load.all(payload::at, events).accepted() * ENDPOINTS);
      arrivals.reset();
      CpuTimes before = CpuTimes.of(bed.stack());
      long start = System.nanoTime();
      Answers answers = load.all(payload::at, events);
      long deliveries = answers.accepted() * ENDPOINTS;
      bed.awaitArrivals(name(), deliveries);
      double seconds = (arrivals.last() - start) / 1e9;
      return new Result(
          name(),
          description(),
          List.of(
              Figure.perSecond(
                  "deliveries", deliveries / seconds, new Limit("bare send", bed.limits().send())),
              Figure.count("requests refused", answers.refused()),
              Figure.count("repeats", arrivals.count() - deliveries)),
          List.of(new Timing("POST to receipt", arrivals.latency())),
          CpuTimes.of(bed.stack()).per1000(before, answers.accepted()));
    } finally {
      for (String webhook : webhooks) {
        bed.api().delete("/webhooks/" + webhook);
      }
    }
  }
}
