package relay.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import relay.api.Contract;
import relay.api.Documented;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.fuzzing.Texts;
import relay.model.EventId;
import relay.model.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

class EventReaderFuzzTest {
  private static final Contract CONTRACT = Contract.ofTheApi();
  private static final Documented DOCUMENTED = new Documented();
  private static final JsonNode ONE = CONTRACT.at("/components/schemas/NewEvent");
  private static final JsonNode BATCH =
      CONTRACT.at("/paths/~1events~1batch/post/requestBody/content/application~1json/schema");

  private final EventReader reader = new EventReader();

  @Property
  void an_event_is_taken_if_it_is_documented(@ForAll("events") JsonNode event) {
    assertThat(one(event.toString()).isPresent())
        .isEqualTo(CONTRACT.allows(ONE, event) && isInTime(event));
  }

  @Property
  void a_batch_is_taken_if_it_is_documented(@ForAll("batches") JsonNode batch) {
    assertThat(batch(batch.toString()).isPresent())
        .isEqualTo(CONTRACT.allows(BATCH, batch) && isInTime(batch));
  }

  @Property
  void data_stays_as_it_was_posted(
      @ForAll("data") String data,
      @ForAll("spaces") String before,
      @ForAll("spaces") String after) {
    String event =
        "%1$s{%1$s\"data\"%1$s:%1$s%2$s%3$s,%1$s\"type\":\"a\"%3$s}".formatted(before, data, after);

    assertThat(one(event).map(NewEvent::data)).hasValueSatisfying(is(data));
    assertThat(batch("{\"events\":[%s,%s]}".formatted(event, event)))
        .hasValueSatisfying(
            events -> assertThat(events).hasSize(2).allSatisfy(one -> is(data).accept(one.data())));
  }

  @Property
  void a_text_that_is_nearly_json_is_taken_or_refused(@ForAll("texts") String text) {
    one(text).ifPresent(event -> Contract.json(new String(event.data(), UTF_8)));
    batch(text);
  }

  @Property
  void bytes_are_taken_or_refused(@ForAll @Size(max = 60) byte[] bytes) {
    byte[] body = ("{\"type\":\"a\",\"data\":" + new String(bytes, UTF_8)).getBytes(UTF_8);
    one(new String(body, UTF_8));
    batch(new String(bytes, UTF_8));
  }

  @Property
  void an_idempotency_key_is_taken_if_it_is_documented(@ForAll("keys") String key) {
    assertThat(IdempotencyKey.isValid(key))
        .isEqualTo(CONTRACT.allows("IdempotencyKey", StringNode.valueOf(key)));
  }

  @Example
  void endless_texts_are_read_at_once() {
    Texts.endless("{\"type\":").forEach(this::one);
    Texts.endless("{\"type\":\"a\",\"data\":\"").forEach(text -> one(text + "\"}"));
    Texts.endless("{\"events\":[").forEach(this::batch);
    Texts.endless("").forEach(key -> assertThat(IdempotencyKey.isValid(key)).isFalse());
  }

  private static Consumer<byte[]> is(String data) {
    return bytes -> assertThat(new String(bytes, UTF_8)).isEqualTo(data);
  }

  /** The document says the years in words. */
  private static boolean isInTime(JsonNode body) {
    return body.findValues("timestamp").stream()
        .filter(JsonNode::isString)
        .map(timestamp -> OffsetDateTime.parse(timestamp.stringValue()).toInstant())
        .allMatch(
            instant ->
                !instant.isBefore(Instant.EPOCH)
                    && instant.isBefore(Instant.parse("9999-12-31T00:00:00Z")));
  }

  private Optional<NewEvent> one(String body) {
    try {
      return Optional.of(
          reader.event(body.getBytes(UTF_8)).check(EventId.next(), Tenant.DEFAULT, null));
    } catch (Problem refusal) {
      assertRefusal(refusal);
      return Optional.empty();
    }
  }

  private Optional<List<NewEvent>> batch(String body) {
    try {
      return Optional.of(
          reader.batch(body.getBytes(UTF_8)).stream()
              .map(fields -> fields.check(EventId.next(), Tenant.DEFAULT, fields.idempotencyKey()))
              .toList());
    } catch (Problem refusal) {
      assertRefusal(refusal);
      return Optional.empty();
    }
  }

  private static void assertRefusal(Problem refusal) {
    assertThat(refusal.kind()).isIn(Kind.VALIDATION, Kind.TOO_LARGE);
    assertThat(refusal.getMessage()).isNotBlank().hasSizeLessThan(400);
  }

  @Provide
  Arbitrary<JsonNode> events() {
    return DOCUMENTED.json("event", ONE);
  }

  @Provide
  Arbitrary<JsonNode> batches() {
    return DOCUMENTED.json("batch", BATCH);
  }

  @Provide
  Arbitrary<String> data() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "null",
            "0",
            "-0.0",
            "1e-9999",
            "123456789012345678901234567890",
            "\"\\ud800\"",
            "\"😀\\u0000\"",
            "[ 1 , [ ] ]",
            "{ \"a\" : 1,\"a\":2 }",
            "{}",
            "\"\"",
            "true"),
        Arbitraries.doubles().map(Object::toString),
        Arbitraries.strings()
            .map(text -> new String(text.getBytes(UTF_8), UTF_8))
            .map(text -> StringNode.valueOf(text).toString()));
  }

  @Provide
  Arbitrary<String> spaces() {
    return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(3);
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.near(
        "{\"type\":\"order.created\",\"data\":{\"id\":[1,2.5e3,\"x\\u00e9\"]}}",
        "{\"type\":\"a\",\"data\":null,\"timestamp\":\"2026-11-24T10:00:00Z\",\"orderingKey\":\"k\"}",
        "{\"events\":[{\"type\":\"a\",\"data\":1,\"idempotencyKey\":\"k\"},{\"type\":\"b\",\"data\":2}]}");
  }

  @Provide
  Arbitrary<String> keys() {
    return Texts.near("key-1", "~ !", "k".repeat(255));
  }
}
