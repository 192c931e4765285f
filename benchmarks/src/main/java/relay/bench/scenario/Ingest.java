package relay.bench.scenario;

import java.util.List;
import relay.bench.load.Answers;
import relay.bench.load.Load;
import relay.bench.load.Payload;
import relay.bench.report.Figure;
import relay.bench.report.Figure.Limit;
import relay.bench.report.Result;
import relay.bench.report.Timing;

/** Single events, of a type that nobody has subscribed to. */
final class Ingest implements Scenario {
  private static final int CLIENTS = 64;

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String description() {
    return "%d clients, each posts an event as soon as the one before is answered"
        .formatted(CLIENTS);
  }

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    Payload payload = Payload.of("bench.ingest");
    try (Load load = bed.events(CLIENTS)) {
      var _ = load.during(payload::at, bed.time());
      bed.awaitFanOut();
      CpuTimes before = CpuTimes.of(bed.stack());
      Answers answers = load.during(payload::at, bed.time());
      bed.awaitFanOut();
      return new Result(
          name(),
          description(),
          List.of(
              Figure.perSecond(
                  "events accepted",
                  answers.perSecond(),
                  new Limit("bare ingest", bed.limits().ingest())),
              Figure.count("requests refused", answers.refused())),
          List.of(new Timing("POST to 202", answers.latency())),
          CpuTimes.of(bed.stack()).per1000(before, answers.accepted()));
    }
  }
}
