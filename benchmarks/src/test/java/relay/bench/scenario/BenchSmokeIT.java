package relay.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.bench.report.Figure;
import relay.bench.report.Report;
import relay.bench.report.Result;
import relay.bench.report.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether the throughput has collapsed: its ratios to the parts are held against less than half of
 * what they are at worst, when all have long been warm. Absolute figures would say how fast the
 * machine is. The first compiler alone, which all processes of a build use, is warm after seconds.
 * Other tests may take the processors while the relay is measured and not while its parts are. That
 * only lowers a ratio, so the best of three rounds counts; a collapse shows in every round.
 */
class BenchSmokeIT {
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final int ROUNDS = 3;
  private static final double INGEST = 0.1;
  private static final double FULL_LOAD = 0.15;

  @TempDir Path folder;

  @Test
  void throughput_has_not_collapsed() throws Exception {
    List<Result> results = new ArrayList<>();
    try (TestBed bed =
        TestBed.start(folder.resolve("data"), Map.of(), WARM_UP, TIME, BenchSmokeIT::say)) {
      bed.warmUp();
      for (int round = 0; round < ROUNDS && !reaches(results); round++) {
        results.add(new Ingest().run(bed));
        results.add(FullLoad.ofSingles().run(bed));
      }
    }
    Report.write(folder, results);
    results.forEach(result -> say(Table.of(result)));

    assertThat(ratio(results, "events accepted")).isGreaterThan(INGEST);
    assertThat(ratio(results, "events from POST to receipt")).isGreaterThan(FULL_LOAD);
    assertThat(count(results, "requests refused")).isZero();
    JsonNode written =
        JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("results.json")));
    assertThat(written.get("results").get(0).get("scenario").asString()).isEqualTo("ingest");
    assertThat(folder.resolve("latency.png")).isNotEmptyFile();
  }

  private static boolean reaches(List<Result> results) {
    return ratio(results, "events accepted") > INGEST
        && ratio(results, "events from POST to receipt") > FULL_LOAD;
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static double ratio(List<Result> results, String name) {
    return figures(results, name)
        .map(Figure::ratio)
        .filter(Objects::nonNull)
        .mapToDouble(Objects::requireNonNull)
        .max()
        .orElse(0);
  }

  private static double count(List<Result> results, String name) {
    return figures(results, name).mapToDouble(Figure::value).sum();
  }

  private static Stream<Figure> figures(List<Result> results, String name) {
    return results.stream()
        .flatMap(result -> result.figures().stream())
        .filter(figure -> figure.name().equals(name));
  }
}
