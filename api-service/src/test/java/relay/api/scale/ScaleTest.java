package relay.api.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.test.annotation.DirtiesContext;
import relay.api.Api;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.testservers.TestServers;

/**
 * Every list, count and chart reads a bounded number of pages, whatever the database holds. The
 * figures of docs/scale.md are what it prints with {@code -Dscale.events=1000000}.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "relay.api-key=" + Api.KEY,
      "relay.secrets.keys=" + Api.SECRETS_KEY,
      "server.shutdown=immediate"
    })
@Import({TestServers.class, ExplainedDatabase.class, Api.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(ExplainedDatabase.NAME)
@Tag("slow")
class ScaleTest {
  private static final int EVENTS = Integer.getInteger("scale.events", 100_000);
  private static final int RUNS = 5;

  /** A page has 50 items, and each is looked up in a few indexes of a few levels. */
  private static final int PAGES_OF_A_LIST = 600;

  @Autowired Api api;
  @Autowired JdbcClient database;
  @Autowired DataSource source;
  @Autowired ExplainedDatabase.Plans plans;

  private Map<String, String> ids = Map.of();

  @BeforeAll
  void seed() throws SQLException {
    Instant start = Instant.now();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET auto_explain.log_min_duration = -1");
      statement.execute("SET scale.events = " + EVENTS);
      ScriptUtils.executeSqlScript(connection, new ClassPathResource("seed.sql", ScaleTest.class));
      statement.execute("SET auto_explain.log_min_duration = 0");
    }
    ids =
        Map.of(
            "{works}", new WebhookId(webhook("/1")).toString(),
            "{fails}", new WebhookId(webhook("/19")).toString(),
            "{off}", new WebhookId(webhook("/20")).toString(),
            "{left}", new WebhookId(webhook("/18")).toString(),
            "{event}", new EventId(one("SELECT event_id FROM deliveries LIMIT 1")).toString(),
            "{delivery}", new DeliveryId(one("SELECT id FROM deliveries LIMIT 1")).toString());
    System.out.printf(
        "%,d events, seeded in %s%n%n", EVENTS, Duration.between(start, Instant.now()));
    System.out.println("| call | first page | pages read | far page | pages read | indexes |");
    System.out.println("| --- | --: | --: | --: | --: | --- |");
  }

  private UUID webhook(String path) {
    return one("SELECT id FROM webhooks WHERE url LIKE '%%%s'".formatted(path));
  }

  private UUID one(String statement) {
    return database.sql(statement).query(UUID.class).single();
  }

  static Stream<String> lists() {
    List<String> lists = new ArrayList<>(List.of("/events", "/deliveries", "/logs"));
    for (String type : List.of("order.created", "order.paid", "report.yearly", "audit.logged")) {
      lists.add("/events?type=" + type);
    }
    Stream.concat(Stream.of("waiting", "unmatched"), states())
        .forEach(status -> lists.add("/events?status=" + status));
    states().forEach(state -> lists.add("/deliveries?state=" + state));
    for (String webhook : List.of("{works}", "{fails}", "{off}", "{left}")) {
      lists.add("/deliveries?webhookId=" + webhook);
    }
    lists.add("/deliveries?webhookId={works}&state=exhausted");
    lists.add("/deliveries?webhookId={fails}&state=exhausted");
    lists.add("/deliveries?webhookId={off}&state=pending");
    lists.add("/deliveries?eventId={event}");
    lists.add("/logs?outcome=succeeded");
    lists.add("/logs?outcome=failed");
    lists.add("/logs?webhookId={works}");
    lists.add("/logs?webhookId={left}");
    lists.add("/logs?webhookId={fails}&outcome=failed");
    lists.add("/logs?deliveryId={delivery}");
    lists.add("/logs?eventId={event}");
    return lists.stream();
  }

  private static Stream<String> states() {
    return Arrays.stream(DeliveryState.values()).map(DeliveryState::label);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void a_list_reads_about_what_it_shows(String list) throws InterruptedException {
    Reading first = read(list);
    Reading far = read(list + (list.contains("?") ? "&" : "?") + "cursor=" + far());

    first.mustReadAtMost(PAGES_OF_A_LIST);
    far.mustReadAtMost(PAGES_OF_A_LIST);
    Set<String> indexes = new TreeSet<>(first.indexes());
    indexes.addAll(far.indexes());
    print(list, first, "%s | %,d".formatted(millis(far), far.pages()), indexes);
  }

  /** Up to 10,000 of each status are counted, and with two filters each is looked up. */
  @ParameterizedTest
  @CsvSource({
    "/deliveries/counts,                               100",
    "/deliveries/counts?from={day},                  5_000",
    "/deliveries/counts?webhookId={works},          20_000",
    "/deliveries/counts?webhookId={fails},          20_000",
    "/deliveries/counts?webhookId={fails}&from={day}, 20_000",
    "/events/counts,                                 5_000",
    "/events/counts?from={day},                      5_000",
    "/events/counts?type=order.created,            200_000",
    "/events/counts?type=order.paid,               200_000",
    "/events/counts?type=report.yearly,              3_000",
    "/events/counts?type=audit.logged,             100_000",
    "/events/counts?type=order.created&from={day}, 200_000",
  })
  void counting_ends_early(String counts, String pages) throws InterruptedException {
    mustReadAtMost(pages, counts);
  }

  /** Two filters that each leave much, and together nothing, or only what is very old. */
  @ParameterizedTest
  @CsvSource({
    "/logs?webhookId={works}&outcome=failed,       50_000",
    "/deliveries?webhookId={works}&state=cancelled, 50_000",
    "/events?type=order.created&status=exhausted, 100_000",
    "/events?type=audit.logged&status=succeeded,  100_000",
  })
  void what_no_index_tells_is_sought_among_the_fewer(String list, String pages)
      throws InterruptedException {
    mustReadAtMost(pages, list);
  }

  /** A range has so many steps, webhooks and buckets, whatever went through. */
  @ParameterizedTest
  @CsvSource({
    "/overview?range=1h,                 100_000",
    "/overview?range=7d,                 100_000",
    "/webhooks/{works}/health?range=7d,   30_000",
    "/webhooks/{fails}/health?range=7d,   30_000",
    "/webhooks/{left}/health?range=7d,    30_000",
  })
  void a_chart_is_drawn_from_sums(String chart, String pages) throws InterruptedException {
    mustReadAtMost(pages, chart);
  }

  @ParameterizedTest
  @CsvSource({
    "/events/{event},        100",
    "/deliveries/{delivery}, 100",
    "/search?q={event},      100",
  })
  void one_thing_is_looked_up(String path, String pages) throws InterruptedException {
    mustReadAtMost(pages, path);
  }

  private void mustReadAtMost(String pages, String path) throws InterruptedException {
    Reading reading = read(path);
    reading.mustReadAtMost(Integer.parseInt(pages.replace("_", "")));
    print(path, reading, "|", reading.indexes());
  }

  /** A call, how long it took at the median, and what it ran. */
  private record Reading(String path, Duration took, List<Plan> plans) {
    long pages() {
      return plans.stream().mapToLong(Plan::pages).sum();
    }

    Set<String> indexes() {
      Set<String> names = new TreeSet<>();
      plans.forEach(plan -> names.addAll(plan.indexes()));
      return names;
    }

    void mustReadAtMost(int pages) {
      for (Plan plan : plans) {
        assertThat(plan.scanned()).as("%s: %s", path, plan.statement()).isEmpty();
      }
      assertThat(pages()).as("%s by %s", path, indexes()).isBetween(1L, (long) pages);
    }
  }

  private Reading read(String path) throws InterruptedException {
    String full = path.replace("{day}", Instant.now().minus(Duration.ofDays(1)).toString());
    for (Map.Entry<String, String> id : ids.entrySet()) {
      full = full.replace(id.getKey(), id.getValue());
    }
    List<Duration> took = new ArrayList<>();
    List<Plan> latest = List.of();
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      api.get(full).is(200);
      took.add(Duration.ofNanos(System.nanoTime() - start));
      latest = plans.take();
    }
    return new Reading(path, took.stream().sorted().toList().get(RUNS / 2), latest);
  }

  /** A cursor behind nine tenths of what is there. */
  private static String far() {
    long millis = Instant.now().minus(Duration.ofHours(7 * 24 * 9 / 10)).toEpochMilli();
    byte[] cursor = ByteBuffer.allocate(17).put((byte) 1).putLong(millis << 16).putLong(0).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  private static void print(String call, Reading reading, String more, Set<String> indexes) {
    System.out.printf(
        "| `%s` | %s | %,d | %s | %s |%n",
        call, millis(reading), reading.pages(), more, String.join(", ", indexes));
  }

  private static String millis(Reading reading) {
    return "%.1f ms".formatted(reading.took().toNanos() / 1e6);
  }
}
