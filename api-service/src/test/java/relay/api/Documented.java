package relay.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import relay.fuzzing.Texts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values made from the schemas of the OpenAPI document: right, or nearly so. */
public final class Documented {
  private static final Contract CONTRACT = Contract.ofTheApi();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_ITEMS = 3;

  /** What no schema of the relay allows in most places. */
  private static final List<String> STRANGE =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "31",
          "1.5",
          "12345678901234567890",
          "\"\"",
          "\"*\"",
          "\"\\u0000\"",
          "\"😀\"",
          "[]",
          "[[]]",
          "{}",
          "{\"a\":{}}");

  /** Texts of which a schema does not say enough to make one, by the names of their fields. */
  private static final Map<String, List<String>> EXAMPLES =
      Map.of(
          "url", List.of("http://localhost:9/", "https://127.0.0.1/a?b=c", "http://[::1]:80/", "x"),
          "secret", List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=", "whsec_"),
          "eventTypes", List.of("order.created", "order.*", "*", "a"),
          "type", List.of("order.created", "fuzz", "a-b_c.D9"),
          "q", List.of("key", "evt_01h455vb4pex5vsknk084sn02q"),
          "idempotencyKey", List.of("key-1", "key-2", "a key", "~"),
          "Idempotency-Key", List.of("key-1", "key-2", "a key", "~"),
          "cursor", List.of("AQGbEvZxs3KhmPSLU36eX_c"));

  private final Map<String, List<String>> ids;

  /** Values with ids that belong to nothing. */
  public Documented() {
    this(Map.of());
  }

  /**
   * Values with ids of things that exist.
   *
   * @param ids by their prefix, such as {@code evt}
   */
  public Documented(Map<String, List<String>> ids) {
    this.ids = ids;
  }

  /** JSON for a schema, and now and then not. */
  public Arbitrary<JsonNode> json(String name, JsonNode reference) {
    JsonNode schema = CONTRACT.resolved(reference);
    return Arbitraries.frequencyOf(
        Tuple.of(30, right(name, schema)),
        Tuple.of(1, Arbitraries.of(STRANGE).map(JsonMapper.shared()::readTree)));
  }

  private Arbitrary<JsonNode> right(String name, JsonNode schema) {
    if (schema.has("enum")) {
      return Arbitraries.of(List.copyOf(schema.get("enum").values()));
    }
    return switch (type(schema)) {
      case "object" -> object(schema);
      case "array" ->
          json(name, schema.path("items"))
              .list()
              .ofMaxSize(MOST_ITEMS)
              .map(items -> JSON.arrayNode().addAll(items));
      case "string" -> text(name, schema).map(Documented::encodable).map(JSON::stringNode);
      case "integer" ->
          Arbitraries.integers()
              .between(schema.path("minimum").asInt(0) - 1, schema.path("maximum").asInt(300) + 1)
              .map(JSON::numberNode);
      case "boolean" -> Arbitraries.of(true, false).map(JSON::booleanNode);
      default -> Arbitraries.of(STRANGE).map(JsonMapper.shared()::readTree);
    };
  }

  /** Half a character is a {@code ?} when it is sent, whatever it was before. */
  private static String encodable(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(0).asString() : type.asString("");
  }

  /** Required fields are seldom left out, and others are often. */
  private Arbitrary<JsonNode> object(JsonNode schema) {
    List<Arbitrary<ObjectNode>> parts = new ArrayList<>();
    TreeSet<String> required = new TreeSet<>();
    schema.path("required").forEach(name -> required.add(name.asString()));
    schema
        .path("properties")
        .forEachEntry(
            (name, property) ->
                parts.add(part(name, property, required.contains(name) ? 0.02 : 0.6)));
    JsonNode others = schema.path("additionalProperties");
    String other = others.isObject() ? "X-Other" : "unknown";
    parts.add(
        Texts.near(other)
            .map(Documented::encodable)
            .flatMap(name -> part(name, others.isObject() ? others : JSON.objectNode(), 0.9)));
    return Combinators.combine(parts)
        .as(
            objects -> {
              ObjectNode whole = JSON.objectNode();
              objects.forEach(whole::setAll);
              return whole;
            });
  }

  private Arbitrary<ObjectNode> part(String name, JsonNode property, double absent) {
    return json(name, property)
        .optional(1 - absent)
        .map(
            value -> {
              ObjectNode part = JSON.objectNode();
              value.ifPresent(present -> part.set(name, present));
              return part;
            });
  }

  /** A text for a schema, or nearly one. */
  public Arbitrary<String> text(String name, JsonNode reference) {
    JsonNode schema = CONTRACT.resolved(reference);
    if (schema.has("enum")) {
      return Texts.near(schema.get("enum").valueStream().map(JsonNode::asString).toList());
    }
    if (type(schema).equals("integer")) {
      return Texts.near("1", "50", schema.path("maximum").asString("7"));
    }
    if (schema.path("format").asString("").equals("date-time")) {
      return Texts.near(
          "2026-11-24T10:00:00Z",
          "2026-11-24T10:00:00.123456+02:00",
          "1970-01-01T00:00:00Z",
          "9999-12-30T23:59:59.999999Z");
    }
    String pattern = schema.path("pattern").asString("");
    if (pattern.matches("\\^[a-z]{3}_\\[.*")) {
      return id(pattern.substring(1, 4));
    }
    return Texts.near(EXAMPLES.getOrDefault(name, List.of("a text", "Zoë", "")));
  }

  private Arbitrary<String> id(String prefix) {
    String unknown = prefix + "_01h455vb4pex5vsknk084sn02q";
    List<String> known = ids.getOrDefault(prefix, List.of(unknown));
    return Arbitraries.frequencyOf(
        Tuple.of(5, Arbitraries.of(requireNonNull(known))),
        Tuple.of(2, Texts.near(known)),
        Tuple.of(1, Arbitraries.just(unknown)));
  }
}
