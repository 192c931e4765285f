package relay.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results as a file for programs, and as a picture of the latencies. */
public final class Report {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The last nine of each "nine" more, as far as a run of a minute has values. */
  private static final double[] PERCENTILES = {
    0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.75, 99.9, 99.95, 99.99
  };

  private record Machine(int processors, String os, String java) {}

  private record Scenario(
      String scenario,
      String description,
      List<Figure> figures,
      Map<String, Double> cpuSecondsPer1000Events) {}

  private record Whole(Instant at, Machine machine, List<Scenario> results) {}

  private Report() {}

  /** Writes {@code results.json} and {@code latency.png}. */
  public static void write(Path folder, List<Result> results) throws IOException {
    Files.createDirectories(folder);
    Machine machine =
        new Machine(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            Runtime.version().toString());
    List<Scenario> scenarios = results.stream().map(Report::scenario).toList();
    Files.write(
        folder.resolve("results.json"),
        JSON.writeValueAsBytes(new Whole(Instant.now(), machine, scenarios)));
    plot(folder, results);
  }

  private static Scenario scenario(Result result) {
    List<Figure> figures = new ArrayList<>(result.figures());
    result.timings().forEach(timing -> figures.addAll(timing.figures()));
    Map<String, Double> cpu = new LinkedHashMap<>();
    result.cpu().forEach((process, time) -> cpu.put(process, seconds(time)));
    return new Scenario(result.scenario(), result.description(), figures, cpu);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static void plot(Path folder, List<Result> results) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(1_000)
            .height(600)
            .title("Latency by percentile")
            .xAxisTitle("1 / (1 - percentile)")
            .yAxisTitle("ms")
            .build();
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    boolean any = false;
    for (Result result : results) {
      for (Timing timing : result.timings()) {
        any = true;
        chart
            .addSeries(result.scenario() + ": " + timing.name(), reciprocals(), millis(timing))
            .setMarker(SeriesMarkers.NONE);
      }
    }
    if (any) {
      ChartEncoder.saveChart(chart, folder.resolve("latency").toString(), "png");
    }
  }

  private static double[] reciprocals() {
    double[] x = PERCENTILES.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] = 1 / (1 - x[i] / 100);
    }
    return x;
  }

  private static double[] millis(Timing timing) {
    double[] y = PERCENTILES.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] = timing.millisAt(y[i]);
    }
    return y;
  }
}
