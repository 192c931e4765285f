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

/** Single events at half of the rate that it can take, each for one endpoint. */
final class Latency implements Scenario {
  private static final int CLIENTS = 64;
  private static final String TYPE = "bench.latency";

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String description() {
    return "events at half of the rate that %d clients reach, each for one endpoint"
        .formatted(CLIENTS);
  }

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    Payload payload = Payload.of(TYPE);
    String webhook = bed.subscribe(TYPE, name(), 0);
    Arrivals arrivals = bed.receivers().arrivals(name());
    try (Load load = bed.events(CLIENTS)) {
      Answers full = load.during(payload::at, bed.time());
      bed.awaitArrivals(name(), full.accepted());
      arrivals.reset();
      return atHalf(bed, load, payload, arrivals, full.perSecond());
    } finally {
      bed.api().delete("/webhooks/" + webhook);
    }
  }

  private Result atHalf(
      TestBed bed, Load load, Payload payload, Arrivals arrivals, double fullPerSecond)
      throws InterruptedException {
    CpuTimes before = CpuTimes.of(bed.stack());
    try (MachineProbe machine = bed.probeMachine()) {
      Answers answers = load.atRate(payload::at, fullPerSecond / 2, bed.time());
      bed.awaitArrivals(name(), answers.accepted());
      MachineProbe.Seen seen = machine.end();
      List<Figure> figures = new ArrayList<>();
      figures.add(
          Figure.perSecond(
              "events accepted", answers.perSecond(), new Limit("full load", fullPerSecond)));
      figures.add(Figure.count("requests refused", answers.refused()));
      seen.addTo(figures, "meanwhile");
      return new Result(
          name(),
          description(),
          figures,
          List.of(
              new Timing("POST to 202", answers.latency()),
              new Timing("POST to receipt", arrivals.latency()),
              new Timing("an fsync meanwhile", seen.sync())),
          CpuTimes.of(bed.stack()).per1000(before, answers.accepted()));
    }
  }
}
