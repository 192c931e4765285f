package relay.bench.scenario;

import java.util.List;
import relay.bench.report.Result;

/** One thing that is measured. */
public interface Scenario {
  /** All of them, in the order in which they run. */
  List<Scenario> ALL =
      List.of(
          new Ingest(),
          new IngestBatch(),
          new Latency(),
          FullLoad.ofSingles(),
          FullLoad.ofBatches(),
          new FanOut(),
          new NoisyNeighbour(),
          new Backlog());

  /** What it is called on the command line. */
  String name();

  /** One line. */
  String description();

  /** Measures on a relay where nothing else happens. */
  Result run(TestBed bed) throws InterruptedException;
}
