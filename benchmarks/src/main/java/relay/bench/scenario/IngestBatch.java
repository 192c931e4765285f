package relay.bench.scenario;

import java.util.List;
import relay.bench.load.Answers;
import relay.bench.load.Load;
import relay.bench.load.Payload;
import relay.bench.report.Figure;
import relay.bench.report.Figure.Limit;
import relay.bench.report.Result;
import relay.bench.report.Timing;

/** Batches of events, of a type that nobody has subscribed to. */
final class IngestBatch implements Scenario {
  private static final int CLIENTS = 8;
  private static final int EVENTS = 100;

  @Override
  public String name() {
    return "ingest-batch";
  }

  @Override
  public String description() {
    return "%d clients, each posts %d events as soon as those before are answered"
        .formatted(CLIENTS, EVENTS);
  }

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    Payload payload = Payload.of("bench.ingest");
    try (Load load = bed.batches(CLIENTS)) {
      var _ = load.during(time -> payload.batchAt(EVENTS, time), bed.time());
      bed.awaitFanOut();
      CpuTimes before = CpuTimes.of(bed.stack());
      Answers answers = load.during(time -> payload.batchAt(EVENTS, time), bed.time());
      bed.awaitFanOut();
      return new Result(
          name(),
          description(),
          List.of(
              Figure.perSecond(
                  "events accepted",
                  answers.perSecond() * EVENTS,
                  new Limit("bare insert", bed.limits().insert())),
              Figure.count("requests refused", answers.refused())),
          List.of(new Timing("POST to 202", answers.latency())),
          CpuTimes.of(bed.stack()).per1000(before, answers.accepted() * EVENTS));
    }
  }
}
