package relay.bench.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import relay.bench.load.Answers;
import relay.bench.load.Arrivals;
import relay.bench.load.Latencies;
import relay.bench.load.Load;
import relay.bench.load.Payload;
import relay.bench.report.Figure;
import relay.bench.report.Figure.Limit;
import relay.bench.report.Result;
import relay.bench.report.Timing;
import relay.stack.Service;
import relay.stack.client.RelayApi;

/** Whether the last tenth of many events is served as the first was: events, lists and memory. */
final class Endurance implements Scenario {
  private static final int PARTS = 10;
  private static final int IN_A_REQUEST = 100;
  private static final int CLIENTS = 8;

  /** The next are posted when these have arrived: what more of them cost, full load measures. */
  private static final long ON_THE_WAY = 20_000;

  private static final List<Service> SERVICES = List.of(Service.API, Service.WORKER);
  private static final int LOOKS = 21;
  private static final double NANOS_IN_A_MILLISECOND = 1e6;
  private static final String TYPE = "bench.endurance";

  /** What operators look at; the last has no row that matches. */
  private static final List<String> LISTS =
      List.of(
          "/events?type=" + TYPE,
          "/deliveries",
          "/deliveries?webhookId={webhook}",
          "/logs?webhookId={webhook}",
          "/deliveries?state=exhausted");

  private final long events;
  private final Duration time;

  /** So many events at least, and for so long at least: a tenth of both is a part. */
  Endurance(long events, Duration time) {
    this.events = events;
    this.time = time;
  }

  @Override
  public String name() {
    return ENDURANCE;
  }

  @Override
  public String description() {
    return "%,d events or more, for %d min or longer, each for one endpoint, %,d on the way at most"
        .formatted(events, time.toMinutes(), ON_THE_WAY);
  }

  /**
   * A part of the events, and what was found after it.
   *
   * @param arrived events
   * @param took until the last of them arrived
   * @param refused requests that were not accepted
   * @param repeats arrivals beyond one for each event
   * @param lists the median time of each list, in milliseconds
   * @param heaps of each service, what a full collection leaves, in MiB
   */
  private record Part(
      long arrived,
      Duration took,
      long refused,
      long repeats,
      Histogram latency,
      Map<String, Double> lists,
      Map<Service, Double> heaps) {
    private double perSecond() {
      return arrived / (took.toNanos() / 1e9);
    }

    private String line(int number) {
      return String.format(
          Locale.ROOT,
          "part %d: %,d events in %d s, %,.0f events/s, p99 from POST to receipt %.0f ms, lists %s"
              + " ms, heaps %s MiB",
          number,
          arrived,
          took.toSeconds(),
          perSecond(),
          Latencies.millis(latency, 99),
          rounded(lists),
          rounded(heaps));
    }

    private static String rounded(Map<?, Double> values) {
      return values.values().stream()
          .map(value -> String.format(Locale.ROOT, "%.1f", value))
          .collect(Collectors.joining("/"));
    }
  }

  @Override
  public Result run(TestBed bed) throws InterruptedException {
    String webhook = bed.subscribe(TYPE, name(), 0);
    Payload payload = Payload.of(TYPE);
    Arrivals arrivals = bed.receivers().arrivals(name());
    try (Load load = bed.batches(CLIENTS)) {
      Answers warmUp = load.during(time -> payload.batchAt(IN_A_REQUEST, time), bed.time());
      bed.awaitArrivals(name(), warmUp.accepted() * IN_A_REQUEST);
      CpuTimes before = CpuTimes.of(bed.stack());
      List<Part> parts = new ArrayList<>();
      for (int number = 1; number <= PARTS; number++) {
        parts.add(part(bed, load, payload, arrivals, webhook));
        bed.say(parts.getLast().line(number));
      }
      Part first = parts.getFirst();
      Part last = parts.getLast();
      return new Result(
          name(),
          description(),
          figures(parts),
          List.of(
              new Timing("POST to receipt, the last", last.latency()),
              new Timing("POST to receipt, the first", first.latency())),
          CpuTimes.of(bed.stack()).per1000(before, parts.stream().mapToLong(Part::arrived).sum()));
    } finally {
      bed.api().delete("/webhooks/" + webhook);
    }
  }

  private Part part(TestBed bed, Load load, Payload payload, Arrivals arrivals, String webhook)
      throws InterruptedException {
    Histogram latency = Latencies.histogram();
    long arrived = 0;
    long repeats = 0;
    long refused = 0;
    long start = System.nanoTime();
    while (arrived < events / PARTS
        || System.nanoTime() - start < time.dividedBy(PARTS).toNanos()) {
      arrivals.reset();
      Answers answers =
          load.all(time -> payload.batchAt(IN_A_REQUEST, time), ON_THE_WAY / IN_A_REQUEST);
      long accepted = answers.accepted() * IN_A_REQUEST;
      repeats += bed.awaitArrivals(name(), accepted).count() - accepted;
      arrived += accepted;
      refused += answers.refused();
      latency.add(arrivals.latency());
    }
    Duration took = Duration.ofNanos(arrivals.last() - start);
    Map<String, Double> lists = new LinkedHashMap<>();
    for (String list : LISTS) {
      lists.put(list, median(bed.api(), list.replace("{webhook}", webhook)));
    }
    Map<Service, Double> heaps = new LinkedHashMap<>();
    for (Service service : SERVICES) {
      heaps.put(service, Heap.afterCollection(bed.stack().process(service).pid()));
    }
    return new Part(arrived, took, refused, repeats, latency, lists, heaps);
  }

  private static double median(RelayApi api, String list) throws InterruptedException {
    List<Double> times = new ArrayList<>();
    for (int look = 0; look < LOOKS; look++) {
      long start = System.nanoTime();
      var _ = api.get(list);
      times.add((System.nanoTime() - start) / NANOS_IN_A_MILLISECOND);
    }
    times.sort(null);
    return times.get(LOOKS / 2);
  }

  private static List<Figure> figures(List<Part> parts) {
    Part first = parts.getFirst();
    Part last = parts.getLast();
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.count("events", parts.stream().mapToLong(Part::arrived).sum()));
    figures.add(
        Figure.count(
            "minutes",
            parts.stream().map(Part::took).reduce(Duration.ZERO, Duration::plus).toMinutes()));
    figures.add(Figure.count("requests refused", parts.stream().mapToLong(Part::refused).sum()));
    figures.add(Figure.count("repeats", parts.stream().mapToLong(Part::repeats).sum()));
    figures.add(
        Figure.perSecond(
            "events from POST to receipt, the last tenth",
            last.perSecond(),
            new Limit("the first", first.perSecond())));
    last.lists()
        .forEach(
            (list, millis) ->
                figures.add(
                    Figure.millis(
                        "GET " + list,
                        millis,
                        new Limit("the first", value(first.lists(), list)))));
    last.heaps()
        .forEach(
            (service, mebibytes) ->
                figures.add(
                    Figure.mebibytes(
                        "heap of " + service.id(),
                        mebibytes,
                        new Limit("the first", value(first.heaps(), service)))));
    return figures;
  }

  private static <K> double value(Map<K, Double> values, K key) {
    return Objects.requireNonNull(values.get(key));
  }
}
