package relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The OpenAPI document, held against what the service takes and answers. Whatever a test sends goes
 * through here, so that the document describes just what the tests show. Thread-safe.
 */
public final class Contract {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** What any request may be answered with is said once, in the description of the whole. */
  private static final Set<Integer> SAID_ONCE = Set.of(403, 406, 429, 500);

  /** As for the service itself, no number is too long. */
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
              .build());

  private static final Contract API = new Contract();

  private final JsonNode document;
  private final Map<String, JsonNode> operations = new TreeMap<>(Comparator.reverseOrder());
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private Contract() {
    try (InputStream yaml =
        Objects.requireNonNull(Contract.class.getResourceAsStream("/static/openapi.yaml"))) {
      document = new YAMLMapper().readTree(yaml);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    document
        .get("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry(
                    (method, operation) -> {
                      if (METHODS.contains(method)) {
                        operations.put(method.toUpperCase(Locale.ROOT) + " " + path, operation);
                      }
                    }));
  }

  /** The contract of the API under test. */
  public static Contract ofTheApi() {
    return API;
  }

  /** The operations, such as {@code GET /events/{id}}, with their descriptions. */
  public Map<String, JsonNode> operations() {
    return Collections.unmodifiableMap(operations);
  }

  /** A part of the document, with references followed. */
  public JsonNode at(String pointer) {
    return resolved(document.at(pointer));
  }

  /** Follows a reference to another part of the document. */
  public JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }

  /** Reads JSON with numbers of any length. */
  public static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  /** Whether a schema of the document, such as {@code EventId}, allows a value. */
  public boolean allows(String schema, JsonNode value) {
    return allows(at("/components/schemas/" + schema), value);
  }

  /** Whether a schema of the document allows a value. */
  public boolean allows(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compile).validate(value).isEmpty();
  }

  /** Checks status, content type and body of an answer to a request that the document describes. */
  void checkAnswer(HttpResponse<String> answer) {
    Optional<JsonNode> operation = operation(answer.request());
    if (operation.isEmpty() || SAID_ONCE.contains(answer.statusCode())) {
      return;
    }
    String what = "%s %s".formatted(answer.request().method(), answer.request().uri());
    JsonNode responses = operation.get().get("responses");
    JsonNode described = responses.get(Integer.toString(answer.statusCode()));
    assertThat(described)
        .as("%s: no status %d: %s", what, answer.statusCode(), answer.body())
        .isNotNull();
    JsonNode content = resolved(described).path("content");
    String contentType =
        answer.headers().firstValue("content-type").orElse("").split(";", 2)[0].strip();
    if (content.isEmpty()) {
      assertThat(answer.body()).as(what).isEmpty();
      return;
    }
    assertThat(content.has(contentType)).as("%s: no content type %s", what, contentType).isTrue();
    if (contentType.endsWith("json")) {
      check(what + ": the answer", content.get(contentType), answer.body());
    }
  }

  /** Checks the body of a request that the service took. */
  void checkRequest(HttpRequest request, String body) {
    JsonNode content = operation(request).orElseThrow().at("/requestBody/content");
    String contentType = request.headers().firstValue("content-type").orElse("");
    assertThat(content.has(contentType)).as("content type %s", contentType).isTrue();
    check(
        "%s %s: the request".formatted(request.method(), request.uri()),
        content.get(contentType),
        body);
  }

  private void check(String what, JsonNode mediaType, String body) {
    Schema schema = schemas.computeIfAbsent(mediaType.get("schema"), this::compile);
    assertThat(schema.validate(JSON.readTree(body))).as("%s: %s", what, body).isEmpty();
  }

  /** A reference stays within its document, so the schema is given the parts that are shared. */
  private Schema compile(JsonNode schema) {
    ObjectNode whole = (ObjectNode) schema.deepCopy();
    whole.set("components", document.get("components"));
    return registry.getSchema(whole);
  }

  /**
   * In the reverse order of the alphabet a name stands before a parameter in its place, and what it
   * does not take is no parameter.
   */
  private Optional<JsonNode> operation(HttpRequest request) {
    String path = request.uri().getRawPath();
    String wanted = request.method() + " " + path;
    if (document.get("paths").has(path)) {
      return Optional.ofNullable(operations.get(wanted));
    }
    return operations.entrySet().stream()
        .filter(entry -> matches(entry.getKey(), wanted))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean matches(String template, String wanted) {
    StringBuilder pattern = new StringBuilder();
    for (String part : template.split("(?=\\{)|(?<=\\})", -1)) {
      pattern.append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
    }
    return wanted.matches(pattern.toString());
  }
}
