package relay.worker.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static relay.worker.sending.HttpClientConfiguration.CHECKED_AFTER;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.EventTypePattern;
import relay.model.WebhookId;
import relay.signing.SigningSecret;
import relay.testservers.Receiver;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Claim.LeaseEnd;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Response;
import relay.worker.attempt.Outcome.Succeeded;
import relay.worker.attempt.Reason;
import relay.worker.subscriptions.Webhook;

class SenderTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final CloseableHttpClient http = new HttpClientConfiguration().httpClient();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private SigningProperties signing = new SigningProperties("X-AlgoHire-Signature", true);

  @AfterEach
  void close() throws IOException {
    threads.shutdownNow();
    http.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void only_2xx_is_success(int status) throws Exception {
    try (Receiver receiver = Receiver.answering(status)) {
      assertThat(send(receiver.url())).isEqualTo(new Succeeded(new Response(status, "")));
    }
    assertCounted("succeeded", "none");
  }

  @ParameterizedTest
  @CsvSource({"304, 3xx", "400, 4xx", "404, 4xx", "410, 4xx", "429, 429", "500, 5xx", "503, 5xx"})
  void other_answers_are_failures_with_their_reason(int status, String reason) throws Exception {
    try (Receiver receiver = Receiver.answering(status)) {
      assertThat(send(receiver.url()))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> {
                assertThat(failed.reason().label()).isEqualTo(reason);
                assertThat(failed.response()).isEqualTo(new Response(status, ""));
              });
    }
    assertCounted("failed", reason);
  }

  @Test
  void a_redirect_is_not_followed() throws Exception {
    try (Receiver elsewhere = Receiver.answering(200);
        Receiver receiver =
            Receiver.answering(
                (exchange, _) -> {
                  exchange.getResponseHeaders().add("Location", elsewhere.url().toString());
                  exchange.sendResponseHeaders(307, -1);
                })) {
      assertThat(send(receiver.url()))
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.reason()).isEqualTo(Reason.STATUS_3XX));
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7, PT7S",
    "soon, ",
    "-1, ",
    "'Wed, 21 Oct 2015 07:28:00 GMT', PT0S",
    "999999999999999999, PT999999999999999999S",
    "99999999999999999999999, PT9223372036854775807.999999999S",
  })
  void retry_after_is_read_in_both_its_forms(String value, Duration retryAfter) throws Exception {
    try (Receiver receiver =
        Receiver.answering(
            (exchange, _) -> {
              exchange.getResponseHeaders().add("Retry-After", value);
              exchange.sendResponseHeaders(503, -1);
            })) {
      assertThat(send(receiver.url()))
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.retryAfter()).isEqualTo(retryAfter));
    }
  }

  @Test
  void of_an_answer_16_kib_are_kept_and_no_more_is_awaited() throws Exception {
    try (RawServer server =
        new RawServer(
            out -> {
              out.write((OK + "Content-Length: 1000000\r\n\r\n").getBytes(UTF_8));
              out.write("x".repeat(16 * 1024 + 1).getBytes(UTF_8));
              out.flush();
              new CountDownLatch(1).await();
            })) {
      assertThat(send(server.url()))
          .isEqualTo(new Succeeded(new Response(200, "x".repeat(16 * 1024))));
    }
  }

  @Test
  void a_body_without_end_is_cut_off() throws Exception {
    try (RawServer server =
        new RawServer(
            out -> {
              out.write((OK + "Transfer-Encoding: chunked\r\n\r\n").getBytes(UTF_8));
              repeat(out, "8\r\nxxxxxxxx\r\n");
            })) {
      assertThat(send(server.url()))
          .isEqualTo(new Succeeded(new Response(200, "x".repeat(16 * 1024))));
      server.awaitClosed();
    }
  }

  @Test
  void what_is_compressed_is_not_unpacked() throws Exception {
    try (Receiver receiver =
        Receiver.answering(
            (exchange, _) -> {
              exchange.getResponseHeaders().add("Content-Encoding", "gzip");
              byte[] packed = "packed".getBytes(UTF_8);
              exchange.sendResponseHeaders(200, packed.length);
              exchange.getResponseBody().write(packed);
            })) {
      assertThat(send(receiver.url())).isEqualTo(new Succeeded(new Response(200, "packed")));
      assertThat(receiver.requests().getFirst().headers().map())
          .doesNotContainKey("accept-encoding");
    }
  }

  @Test
  void an_answer_in_http_1_0_ends_with_its_connection() throws Exception {
    try (RawServer server =
        new RawServer(out -> out.write("HTTP/1.0 200 OK\r\n\r\nhello".getBytes(UTF_8)))) {
      assertThat(send(server.url())).isEqualTo(new Succeeded(new Response(200, "hello")));
    }
  }

  @Test
  void an_answer_that_breaks_off_is_no_success() throws Exception {
    try (RawServer server =
        new RawServer(
            out -> out.write((OK + "Content-Length: 100\r\n\r\nhello").getBytes(UTF_8)))) {
      assertReason(Reason.CONNECT, server.url());
    }
  }

  @Test
  void some_interim_answers_are_passed_over_and_a_stream_of_them_is_cut_off() throws Exception {
    String hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
    try (RawServer some =
            new RawServer(
                out ->
                    out.write(
                        (hints.repeat(3) + OK + "Content-Length: 0\r\n\r\n").getBytes(UTF_8)));
        RawServer endless = new RawServer(out -> repeat(out, hints));
        RawServer continuing = new RawServer(out -> repeat(out, "HTTP/1.1 100 Continue\r\n\r\n"))) {
      assertThat(send(some.url())).isInstanceOf(Succeeded.class);
      assertReason(Reason.CONNECT, endless.url());
      assertReason(Reason.CONNECT, continuing.url());
    }
  }

  @Test
  void a_connection_is_used_again_if_its_answer_was_read_to_the_end_and_only_then()
      throws Exception {
    List<Integer> ports = new CopyOnWriteArrayList<>();
    try (Receiver receiver =
        Receiver.answering(
            (exchange, number) -> {
              ports.add(exchange.getRemoteAddress().getPort());
              byte[] body = new byte[number == 2 ? 17 * 1024 : 16 * 1024];
              exchange.sendResponseHeaders(number == 1 ? 200 : 500, body.length);
              exchange.getResponseBody().write(body);
            })) {
      for (int attempt = 0; attempt < 3; attempt++) {
        send(receiver.url());
      }
    }
    assertThat(ports.get(1)).isEqualTo(ports.get(0));
    assertThat(ports.get(2)).isNotEqualTo(ports.get(1));
  }

  @Test
  void a_connection_that_the_endpoint_closed_while_it_was_idle_is_not_used_again()
      throws Exception {
    try (RawServer closing =
        new RawServer(out -> out.write((OK + "Content-Length: 0\r\n\r\n").getBytes(UTF_8)))) {
      for (int attempt = 1; attempt <= 3; attempt++) {
        assertThat(send(closing.url())).isInstanceOf(Succeeded.class);
        assertThat(closing.connections()).isEqualTo(attempt);
        closing.awaitClosed();
        long closed = System.nanoTime();
        await().until(() -> System.nanoTime() - closed > CHECKED_AFTER.toDuration().toNanos());
      }
    }
  }

  /** It may have been processed before the connection broke: that is the schedule's to decide. */
  @Test
  void what_was_sent_on_a_connection_that_then_broke_is_not_sent_again_in_the_same_attempt()
      throws Exception {
    List<Integer> ports = new CopyOnWriteArrayList<>();
    try (Receiver receiver =
        Receiver.answering(
            (exchange, number) -> {
              ports.add(exchange.getRemoteAddress().getPort());
              if (number == 1) {
                exchange.sendResponseHeaders(200, -1);
              }
            })) {
      assertThat(send(receiver.url())).isInstanceOf(Succeeded.class);
      assertReason(Reason.CONNECT, receiver.url());
      assertThat(receiver.requests()).hasSize(2);
      assertThat(ports.get(1)).isEqualTo(ports.get(0));
    }
  }

  @Test
  void what_postgresql_cannot_store_is_replaced() throws Exception {
    try (RawServer server =
        new RawServer(
            out -> {
              out.write((OK + "Content-Length: 3\r\n\r\n").getBytes(UTF_8));
              out.write(new byte[] {'a', 0, (byte) 0xff});
            })) {
      assertThat(send(server.url())).isEqualTo(new Succeeded(new Response(200, "a\ufffd\ufffd")));
    }
  }

  @Test
  void the_deadline_holds_before_the_headers() throws Exception {
    assertTimesOut(_ -> new CountDownLatch(1).await());
  }

  @Test
  void the_deadline_holds_for_headers_that_drip() throws Exception {
    assertTimesOut(out -> drip(out, OK + "X-Slow: "));
  }

  @Test
  void the_deadline_holds_for_a_body_that_drips() throws Exception {
    assertTimesOut(out -> drip(out, OK + "Content-Length: 10000\r\n\r\n"));
  }

  @Test
  void the_deadline_holds_for_a_connection_that_nobody_accepts() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1)) {
      URI url = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/");
      for (int n = 0; n < 4; n++) {
        assertThat(send(url)).isInstanceOfSatisfying(Failed.class, this::isTimeout);
      }
    }
  }

  @Test
  void the_deadline_holds_for_a_tls_handshake_that_is_not_answered() throws Exception {
    try (RawServer silent = new RawServer(_ -> new CountDownLatch(1).await())) {
      assertThat(send(URI.create(silent.url().toString().replace("http:", "https:"))))
          .isInstanceOfSatisfying(Failed.class, this::isTimeout);
    }
  }

  @Test
  void the_deadline_holds_while_the_endpoint_does_not_read_the_request() throws Exception {
    byte[] large = new byte[32 * 1024 * 1024];
    try (RawServer server = new RawServer(_ -> new CountDownLatch(1).await())) {
      assertThat(send(webhook(server.url()), large))
          .isInstanceOfSatisfying(Failed.class, this::isTimeout);
    }
  }

  @Test
  void a_thread_that_met_its_deadline_is_not_left_interrupted() throws Exception {
    try (RawServer server = new RawServer(_ -> new CountDownLatch(1).await())) {
      boolean interrupted =
          threads
              .submit(
                  () -> {
                    sender().send(claim(), webhook(server.url()), data());
                    return Thread.currentThread().isInterrupted();
                  })
              .get(10, TimeUnit.SECONDS);
      assertThat(interrupted).isFalse();
    }
  }

  @Test
  void a_refused_connection_an_unknown_name_and_no_tls_are_told_apart() throws Exception {
    URI closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
    assertReason(Reason.CONNECT, closed);
    assertReason(Reason.DNS, URI.create("http://no-such-name.invalid/"));
    try (RawServer plain = new RawServer(out -> out.write(OK.getBytes(UTF_8)))) {
      assertReason(Reason.TLS, URI.create(plain.url().toString().replace("http:", "https:")));
    }
    assertThat(attempts("failed", "connect")).isOne();
    assertThat(attempts("failed", "dns")).isOne();
    assertThat(attempts("failed", "tls")).isOne();
    assertThat(allAttempts()).isEqualTo(3);
  }

  @Test
  void a_fault_of_the_relay_is_an_attempt_that_failed_for_it() throws Exception {
    http.close();
    assertReason(Reason.RELAY, URI.create("http://127.0.0.1:9/"));
    assertCounted("failed", "relay");
  }

  @Test
  void every_outcome_is_counted_from_the_start() {
    assertThat(sender()).isNotNull();
    assertThat(registry.find("relay.attempts").counters())
        .extracting(
            counter -> counter.getId().getTag("outcome") + " " + counter.getId().getTag("reason"),
            Counter::count)
        .containsExactlyInAnyOrder(
            tuple("succeeded none", 0.0),
            tuple("failed timeout", 0.0),
            tuple("failed connect", 0.0),
            tuple("failed dns", 0.0),
            tuple("failed tls", 0.0),
            tuple("failed 3xx", 0.0),
            tuple("failed 4xx", 0.0),
            tuple("failed 429", 0.0),
            tuple("failed 5xx", 0.0),
            tuple("failed relay", 0.0));
  }

  @Test
  void headers_of_a_webhook_are_sent_but_never_in_place_of_those_of_the_relay() throws Exception {
    try (Receiver receiver = Receiver.answering(200)) {
      Map<String, String> headers =
          Map.of(
              "X-Token", "42",
              "Webhook-Id", "forged",
              "WEBHOOK-TIMESTAMP", "forged",
              "webhook-signature", "forged",
              "x-algohire-signature", "forged");
      send(webhook(receiver.url(), headers), data());

      Receiver.Request request = receiver.requests().getFirst();
      assertThat(request.header("x-token")).isEqualTo("42");
      assertThat(request.headers().map().values().stream().flatMap(List::stream))
          .doesNotContain("forged");
    }
  }

  @Test
  void what_is_no_http_is_a_fault_of_the_connection() throws Exception {
    try (RawServer server = new RawServer(out -> out.write("hello\r\n\r\n".getBytes(UTF_8)));
        RawServer silent = new RawServer(_ -> {});
        RawServer verbose = new RawServer(out -> flood(out))) {
      assertReason(Reason.CONNECT, server.url());
      assertReason(Reason.CONNECT, silent.url());
      assertReason(Reason.CONNECT, verbose.url());
      assertThat(silent.connections()).isOne();
    }
  }

  @Test
  void the_body_signature_can_be_renamed_and_switched_off() throws Exception {
    try (Receiver receiver = Receiver.answering(200)) {
      signing = new SigningProperties("X-Acme-Signature", true);
      send(receiver.url());
      signing = new SigningProperties("X-Acme-Signature", false);
      send(receiver.url());

      assertThat(receiver.requests().getFirst().headers().map()).containsKey("X-Acme-Signature");
      assertThat(receiver.requests().getLast().headers().map())
          .doesNotContainKeys("X-Acme-Signature", "X-AlgoHire-Signature");
    }
    assertThatThrownBy(() -> new SigningProperties("webhook-id", true))
        .hasMessageContaining("relay.signing.body-header");
  }

  @Test
  void the_first_attempt_alone_counts_for_the_delay_from_acceptance() throws Exception {
    try (Receiver receiver = Receiver.answering(200)) {
      send(receiver.url());
      threads.submit(() -> sender().send(claim(3), webhook(receiver.url()), data())).get();
    }
    assertThat(registry.get("relay.first.attempt.delay").timer().count()).isOne();
    assertThat(registry.get("relay.attempt.duration").timer().count()).isEqualTo(2);
  }

  private void assertTimesOut(RawServer.Answer answer) throws Exception {
    try (RawServer server = new RawServer(answer)) {
      assertThat(send(server.url())).isInstanceOfSatisfying(Failed.class, this::isTimeout);
      assertCounted("failed", "timeout");
    }
  }

  private void assertCounted(String outcome, String reason) {
    assertThat(attempts(outcome, reason)).isOne();
    assertThat(allAttempts()).isOne();
  }

  private double allAttempts() {
    return registry.find("relay.attempts").counters().stream().mapToDouble(Counter::count).sum();
  }

  private void isTimeout(Failed failed) {
    assertThat(failed.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failed.error()).contains("1 s");
  }

  private void assertReason(Reason reason, URI url) throws Exception {
    assertThat(send(url))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.reason()).isEqualTo(reason));
  }

  private double attempts(String outcome, String reason) {
    return registry
        .get("relay.attempts")
        .tags("outcome", outcome, "reason", reason)
        .counter()
        .count();
  }

  /** On a virtual thread, as in the worker; the deadline and a second must be enough. */
  private Outcome send(URI url) throws InterruptedException, ExecutionException {
    return send(webhook(url), data());
  }

  private Outcome send(Webhook webhook, byte[] data)
      throws InterruptedException, ExecutionException {
    Attempt attempt = threads.submit(() -> sender().send(claim(), webhook, data)).get();
    assertThat(attempt.duration()).isLessThan(DEADLINE.plusSeconds(1));
    return attempt.outcome();
  }

  private Sender sender() {
    return new Sender(http, signing, registry);
  }

  private static byte[] data() {
    return "{}".getBytes(UTF_8);
  }

  private static void drip(OutputStream out, String start)
      throws IOException, InterruptedException {
    out.write(start.getBytes(UTF_8));
    CountDownLatch never = new CountDownLatch(1);
    while (!never.await(50, TimeUnit.MILLISECONDS)) {
      out.write('x');
      out.flush();
    }
  }

  private static void flood(OutputStream out) throws IOException {
    out.write(OK.getBytes(UTF_8));
    for (int n = 0; n < 100_000; n++) {
      out.write("X-Header: value\r\n".getBytes(UTF_8));
    }
  }

  private static void repeat(OutputStream out, String text) throws IOException {
    byte[] block = text.repeat(1_000).getBytes(UTF_8);
    while (true) {
      out.write(block);
    }
  }

  private static Webhook webhook(URI url) {
    return webhook(url, Map.of());
  }

  private static Webhook webhook(URI url, Map<String, String> headers) {
    return new Webhook(
        WebhookId.next(),
        url,
        List.of(EventTypePattern.parse("*")),
        headers,
        SigningSecret.create(),
        true,
        DEADLINE);
  }

  private static Claim claim() {
    return claim(0);
  }

  private static Claim claim(int attempts) {
    return new Claim(
        DeliveryId.next(),
        EventId.next(),
        WebhookId.next(),
        UUID.randomUUID(),
        attempts,
        attempts,
        new EventType("a"),
        Instant.EPOCH,
        null,
        false,
        LeaseEnd.in(Duration.ofSeconds(45)));
  }
}
