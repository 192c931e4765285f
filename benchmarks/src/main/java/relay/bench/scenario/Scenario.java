package relay.bench.scenario;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import relay.bench.report.Result;

/** One thing that is measured. */
public interface Scenario {
  /** The one that runs only when it is named. */
  String ENDURANCE = "endurance";

  /** Those that run unless some are named, in this order. */
  List<Scenario> USUAL =
      List.of(
          new Ingest(),
          new IngestBatch(),
          new Latency(),
          FullLoad.ofSingles(),
          FullLoad.ofBatches(),
          new FanOut(),
          new NoisyNeighbour(),
          new Backlog(),
          new Retention(),
          new TwoWorkers());

  /**
   * All that can be named.
   *
   * @param events how many the last posts at least
   * @param time how long that one goes on at least
   */
  static List<Scenario> all(long events, Duration time) {
    return Stream.concat(USUAL.stream(), Stream.of(new Endurance(events, time))).toList();
  }

  /** What it is called on the command line. */
  String name();

  /** One line. */
  String description();

  /** Measures on a relay where nothing else happens. */
  Result run(TestBed bed) throws InterruptedException;
}
