package relay.api.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;

@ApiTest
class BadEventTest {
  private static final int LIMIT = 262_144;

  @Autowired Api api;
  @Autowired JdbcClient database;

  static Stream<Arguments> badBodies() {
    String deep = "[".repeat(205) + "]".repeat(205);
    return Stream.of(
        arguments("", "body"),
        arguments("no json", "body"),
        arguments("{\"type\":\"a\",\"data\":1", "body"),
        arguments("{\"type\":\"a\",\"data\":01}", "body"),
        arguments("{\"type\":\"a\",\"data\":NaN}", "body"),
        arguments("{\"type\":\"a\",\"data\":'x'}", "body"),
        arguments("{\"type\":\"a\",\"data\":\"\u0000\"}", "body"),
        arguments("{\"type\":\"a\",\"data\":1,}", "body"),
        arguments("{\"type\":\"a\",\"data\":1} {}", "body"),
        arguments("{\"type\":\"a\",\"data\":" + deep + "}", "data"),
        arguments("{\"type\":" + deep + ",\"data\":1}", "body"),
        arguments("\uFEFF{\"type\":\"a\",\"data\":1}\uFEFF", "body"),
        arguments("[]", "body"),
        arguments("null", "body"),
        arguments("\"type\"", "body"),
        arguments("{\"data\":1}", "type"),
        arguments("{\"type\":null,\"data\":1}", "type"),
        arguments("{\"type\":7,\"data\":1}", "type"),
        arguments("{\"type\":{\"a\":[1]},\"data\":1}", "type"),
        arguments("{\"type\":\"\",\"data\":1}", "type"),
        arguments("{\"type\":\"order..created\",\"data\":1}", "type"),
        arguments("{\"type\":\"order created\",\"data\":1}", "type"),
        arguments("{\"type\":\"%s\",\"data\":1}".formatted("x".repeat(129)), "type"),
        arguments("{\"type\":\"a\\u0000\",\"data\":1}", "type"),
        arguments("{\"type\":\"a\",\"type\":\"a\",\"data\":1}", "type"),
        arguments("{\"type\":\"a\"}", "data"),
        arguments("{\"type\":\"a\",\"data\":1,\"data\":1}", "data"),
        arguments("{\"type\":\"a\",\"data\":null,\"data\":1}", "data"),
        arguments("{\"type\":\"a\",\"data\":1,\"surprise\":[{}]}", "surprise"),
        arguments("{\"type\":\"a\",\"data\":1,\"idempotencyKey\":\"k\"}", "idempotencyKey"),
        arguments("{\"type\":\"a\",\"data\":1,\"timestamp\":\"yesterday\"}", "timestamp"),
        arguments("{\"type\":\"a\",\"data\":1,\"timestamp\":\"2026-01-01T00:00:00\"}", "timestamp"),
        arguments(
            "{\"type\":\"a\",\"data\":1,\"timestamp\":\"1969-12-31T23:59:59Z\"}", "timestamp"),
        arguments(
            "{\"type\":\"a\",\"data\":1,\"timestamp\":\"+12026-01-01T00:00:00Z\"}", "timestamp"),
        arguments("{\"type\":\"a\",\"data\":1,\"timestamp\":1767225600}", "timestamp"),
        arguments("{\"type\":\"a\",\"data\":1,\"orderingKey\":\"\"}", "orderingKey"),
        arguments("{\"type\":\"a\",\"data\":1,\"orderingKey\":\"a\\u0000\"}", "orderingKey"),
        arguments("{\"type\":\"a\",\"data\":1,\"orderingKey\":\"\\ud800\"}", "orderingKey"),
        arguments(
            "{\"type\":\"a\",\"data\":1,\"orderingKey\":\"%s\"}".formatted("k".repeat(256)),
            "orderingKey"),
        arguments("{\"type\":\"a\",\"data\":1,\"orderingKey\":[]}", "orderingKey"));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void a_bad_body_is_refused_with_the_field_named_and_nothing_stored(String body, String field) {
    int before = storedEvents();

    api.post("/events", body).blames(400, field);

    assertThat(storedEvents()).isEqualTo(before);
  }

  @Test
  void an_ordering_key_has_255_characters_whatever_their_size() {
    String event = "{\"type\":\"a\",\"data\":1,\"orderingKey\":\"%s\"}";

    api.post("/events", event.formatted("😀".repeat(255))).is(202);
    api.post("/events", event.formatted("😀".repeat(256))).blames(400, "orderingKey");
  }

  @Test
  void every_bad_field_is_named() {
    Api.Answer answer = api.post("/events", "{\"type\":1,\"orderingKey\":\"\",\"x\":1}");

    assertThat(answer.isProblem(400).json().path("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("type", "orderingKey", "x", "data");
  }

  @Test
  void a_long_unknown_name_does_not_come_back_whole() {
    Api.Answer answer =
        api.post("/events", "{\"%s\":1}".formatted("n".repeat(100_000))).isProblem(400);

    assertThat(answer.response().body()).hasSizeLessThan(2_000);
  }

  @Test
  void a_body_that_is_not_utf_8_is_refused() {
    for (String encoding : new String[] {"UTF-16", "UTF-16BE", "UTF-32LE"}) {
      byte[] body = "{\"type\":\"a\",\"data\":1}".getBytes(Charset.forName(encoding));
      api.post("/events", BodyPublishers.ofByteArray(body)).blames(400, "body");
    }
    byte[] latin1 = "{\"type\":\"a\",\"data\":\"é\"}".getBytes(ISO_8859_1);
    api.post("/events", BodyPublishers.ofByteArray(latin1)).blames(400, "body");
    byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
    String before = "{\"type\":\"a\",\"data\":";
    api.post(
            "/events",
            BodyPublishers.concat(
                BodyPublishers.ofString(before),
                BodyPublishers.ofByteArray(surrogate),
                BodyPublishers.ofString("}")))
        .blames(400, "body");
  }

  @Test
  void a_body_of_256_KiB_is_taken_and_one_byte_more_is_refused() {
    String type = Api.newType();

    api.post("/events", ofLength(type, LIMIT)).is(202);
    api.post("/events", ofLength(type, LIMIT + 1)).isProblem(413);

    assertThat(api.storedEvents(type)).isOne();
  }

  @Test
  void the_limit_holds_for_a_body_that_does_not_state_its_length() {
    String type = Api.newType();

    api.post("/events", chunked(ofLength(type, LIMIT))).is(202);
    api.post("/events", chunked(ofLength(type, LIMIT + 1))).isProblem(413);
    api.post("/events", chunked(ofLength(type, 4 * LIMIT))).isProblem(413);

    assertThat(api.storedEvents(type)).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json;charset=utf-16",
        "application/merge-patch+json",
        "application/vnd.relay+json",
        "nonsense"
      })
  void another_content_type_is_refused(String contentType) {
    api.send(
            api.request("/events")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{\"type\":\"a\",\"data\":1}")))
        .isProblem(415);
  }

  @Test
  void no_content_type_is_refused() {
    api.send(api.request("/events").POST(BodyPublishers.ofString("{\"type\":\"a\",\"data\":1}")))
        .isProblem(415);
  }

  private int storedEvents() {
    return database.sql("SELECT count(*) FROM events").query(Integer.class).single();
  }

  private static BodyPublisher chunked(String body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(ISO_8859_1)));
  }

  private static String ofLength(String type, int length) {
    String start = "{\"type\":\"%s\",\"data\":\"".formatted(type);
    return start + "x".repeat(length - start.length() - 2) + "\"}";
  }
}
