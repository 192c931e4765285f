package relay.worker;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.testservers.Receiver;
import relay.wire.EventRecord;

/** What Prometheus gets: which counters move, and that no other does. */
@WorkerTest
class MetricsTest {
  private static final String DURATION = "relay_attempt_duration_seconds_count";
  private static final String DELAY = "relay_first_attempt_delay_seconds_count";
  private static final String EXPIRED = "relay_leases_expired_total";
  private static final String STALE = "relay_stale_results_total";
  private static final String UNMATCHED = "relay_events_unmatched_total";

  @Autowired Relay relay;
  @LocalServerPort int port;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String type = Relay.newType();

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void all_are_served_under_the_names_that_are_promised() throws Exception {
    String page = page();
    assertThat(page)
        .contains(
            attempts("succeeded", "none") + " ",
            "relay_attempt_duration_seconds_bucket{le=\"0.005\"}",
            "relay_first_attempt_delay_seconds_bucket{le=\"0.005\"}",
            "relay_due_oldest_age_seconds ",
            EXPIRED + " ",
            STALE + " ",
            UNMATCHED + " ",
            "relay_results_oldest_age_seconds ");
    for (String reason :
        List.of(
            "timeout", "connect", "dns", "address", "tls", "3xx", "4xx", "429", "5xx", "relay")) {
      assertThat(page).contains(attempts("failed", reason) + " ");
    }
    for (String state :
        List.of("pending", "in_flight", "retrying", "succeeded", "exhausted", "cancelled")) {
      assertThat(page).contains("relay_deliveries{state=\"%s\"} ".formatted(state));
    }
  }

  @Test
  void a_delivery_moves_the_attempts_their_duration_and_the_delay_of_the_first() throws Exception {
    try (Receiver receiver = Receiver.answering(200)) {
      relay.webhook(receiver.url(), type);
      Map<String, Double> before = counters();

      EventRecord event = relay.accept(type);
      relay.publish(event);
      relay.awaitStates(event.id(), "succeeded");
      assertMoved(before, Map.of(attempts("succeeded", "none"), 1.0, DURATION, 1.0, DELAY, 1.0));

      relay.publish(event, event);
      relay.retry(event.id());
      await().atMost(Relay.PATIENCE).until(() -> relay.log(event.id()).size() == 2);
      assertMoved(before, Map.of(attempts("succeeded", "none"), 2.0, DURATION, 2.0, DELAY, 1.0));
    }
  }

  @ParameterizedTest
  @CsvSource({"307, 3xx", "404, 4xx", "429, 429", "500, 5xx"})
  void a_failure_moves_its_reason_alone(int status, String reason) throws Exception {
    try (Receiver receiver = Receiver.answering(status)) {
      relay.webhook(receiver.url(), type);
      Map<String, Double> before = counters();

      relay.awaitStates(relay.post(type), "exhausted");

      assertMoved(before, Map.of(attempts("failed", reason), 4.0, DURATION, 4.0, DELAY, 1.0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:1/, connect",
    "http://no-such-name.invalid/, dns",
    "http://10.0.0.1/, address",
  })
  void where_no_answer_comes_it_is_said_why(String url, String reason) throws Exception {
    relay.webhook(URI.create(url), type);
    Map<String, Double> before = counters();

    relay.awaitStates(relay.post(type), "exhausted");

    assertMoved(before, Map.of(attempts("failed", reason), 4.0, DURATION, 4.0, DELAY, 1.0));
  }

  @Test
  void a_claim_taken_back_counts_once_and_so_does_the_result_that_comes_too_late()
      throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (Receiver receiver =
        Receiver.answering(
            (exchange, number) -> {
              if (number == 1) {
                answer.await();
              }
              exchange.sendResponseHeaders(200, -1);
            })) {
      relay.webhook(receiver.url(), type);
      Map<String, Double> before = counters();
      EventId event = relay.post(type);
      await().atMost(Relay.PATIENCE).until(() -> receiver.requests().size() == 1);
      assertMoved(before, Map.of());

      relay.endLeases(event);
      relay.awaitStates(event, "succeeded");
      Map<String, Double> lapsed =
          Map.of(attempts("succeeded", "none"), 1.0, DURATION, 1.0, DELAY, 1.0, EXPIRED, 1.0);
      assertMoved(before, lapsed);

      answer.countDown();
      Map<String, Double> late = new HashMap<>(lapsed);
      // The first attempt was made twice.
      late.putAll(
          Map.of(attempts("succeeded", "none"), 2.0, DURATION, 2.0, DELAY, 2.0, STALE, 1.0));
      assertMoved(before, late);
    }
  }

  @Test
  void an_event_for_nobody_is_counted_once() throws Exception {
    Map<String, Double> before = counters();

    EventRecord event = relay.accept(type);
    relay.publish(event, event);

    assertMoved(before, Map.of(UNMATCHED, 1.0));
  }

  @Test
  void what_is_only_held_back_moves_nothing() throws Exception {
    try (Receiver receiver = Receiver.answering(200)) {
      WebhookId webhook = relay.webhook(receiver.url(), type);
      relay.enable(webhook, false);
      Map<String, Double> before = counters();
      relay.awaitStates(relay.post(type), "pending");
      assertMoved(before, Map.of());
    }
  }

  private void assertMoved(Map<String, Double> before, Map<String, Double> expected) {
    await()
        .atMost(Relay.PATIENCE)
        .untilAsserted(
            () -> {
              Map<String, Double> moved = new HashMap<>(counters());
              before.forEach((name, value) -> moved.merge(name, -value, Double::sum));
              moved.values().removeIf(by -> by == 0);
              assertThat(moved).isEqualTo(expected);
            });
  }

  /** By name and labels, with buckets and sums left out. */
  private Map<String, Double> counters() throws IOException, InterruptedException {
    return page()
        .lines()
        .map(line -> line.split(" "))
        .filter(sample -> isCounter(sample[0]))
        .collect(toMap(sample -> sample[0], sample -> Double.valueOf(sample[1])));
  }

  private static boolean isCounter(String name) {
    return name.startsWith("relay_attempts_total")
        || Stream.of(DURATION, DELAY, EXPIRED, STALE, UNMATCHED).anyMatch(name::equals);
  }

  private static String attempts(String outcome, String reason) {
    return "relay_attempts_total{outcome=\"%s\",reason=\"%s\"}".formatted(outcome, reason);
  }

  private String page() throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                .timeout(Duration.ofSeconds(10))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
