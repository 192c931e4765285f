package relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.access.Scope;
import relay.model.EventId;
import relay.model.PersonId;
import relay.model.Tenant;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service as its users do. Thread-safe. */
@TestComponent
public class Api {
  /** The key of the service under test. */
  public static final String KEY = "key-of-the-tests-only";

  /** What secrets are encrypted with by the service under test. */
  public static final String SECRETS_KEY = "first:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  /** What the service under test decrypts too. */
  public static final String OLD_SECRETS_KEY = "old:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

  /** How long a test waits for what has to happen. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final JsonMapper JSON = JsonMapper.shared();

  /** The first administrator of the service under test. */
  public static final String ADMIN_PASSWORD = "password of the tests";

  private final HttpClient http;
  private final Environment environment;
  private final JdbcClient database;
  private final String key;

  @Autowired
  Api(Environment environment, JdbcClient database) {
    this(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
        environment,
        database,
        KEY);
  }

  private Api(HttpClient http, Environment environment, JdbcClient database, String key) {
    this.http = http;
    this.environment = environment;
    this.database = database;
    this.key = key;
  }

  /** Calls with another key. */
  public Api as(String key) {
    return new Api(http, environment, database, key);
  }

  /** An answer. */
  public record Answer(int status, HttpResponse<String> response) {
    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The member of the answer with this name as text. */
    public String text(String name) {
      return json().path(name).asString();
    }

    /** Checks that it is a problem of this status that blames this field. */
    public Answer blames(int status, String field) {
      isProblem(status);
      assertThat(json().at("/errors/0/field").asString()).as(response.body()).isEqualTo(field);
      assertThat(json().at("/errors/0/message").asString()).isNotBlank();
      return this;
    }

    /** Checks that it is a problem of this status. */
    public Answer isProblem(int status) {
      assertThat(this.status).as(response.body()).isEqualTo(status);
      assertThat(header("content-type")).isEqualTo("application/problem+json");
      assertThat(json().path("status").asInt()).isEqualTo(status);
      assertThat(text("type")).startsWith("urn:relay:problem:");
      assertThat(text("title")).isNotBlank();
      assertThat(text("detail")).isNotBlank();
      return this;
    }

    public Answer is(int status) {
      assertThat(this.status).as(response.body()).isEqualTo(status);
      return this;
    }
  }

  /** An event type that no other test has. */
  public static String newType() {
    return "test." + UUID.randomUUID();
  }

  /** A request with the key, to be completed. */
  public HttpRequest.Builder request(String path) {
    String port = environment.getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + key)
        .timeout(PATIENCE);
  }

  /** The same request from somebody who has no key. */
  public static HttpRequest.Builder withoutKey(HttpRequest.Builder request) {
    return HttpRequest.newBuilder(request.build(), (name, _) -> !name.equals("Authorization"));
  }

  /** The same request from somebody who has another key. */
  public static HttpRequest.Builder withKey(String key, HttpRequest.Builder request) {
    return request.setHeader("Authorization", "Bearer " + key);
  }

  /** Sends the request; the answer has to be one that the OpenAPI document describes. */
  public Answer send(HttpRequest.Builder request) {
    return send(http, request);
  }

  /** A browser that nobody has logged in with. */
  public Browser browser() {
    return new Browser(this);
  }

  /** Sends the request by another client. */
  Answer send(HttpClient http, HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      Contract.ofTheApi().checkAnswer(response);
      return new Answer(response.statusCode(), response);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  public Answer get(String path) {
    return send(request(path));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  public Answer post(String path, String json) {
    return checked(json, send(json(path).POST(BodyPublishers.ofString(json))));
  }

  public Answer post(String path, BodyPublisher body) {
    return send(json(path).POST(body));
  }

  public Answer patch(String path, String json) {
    return checked(json, send(json(path).method("PATCH", BodyPublishers.ofString(json))));
  }

  /** Posts an event with an idempotency key. */
  public Answer postWithKey(String key, String json) {
    return checked(
        json,
        send(json("/events").header("Idempotency-Key", key).POST(BodyPublishers.ofString(json))));
  }

  /** What the service takes, the OpenAPI document has to allow. */
  private static Answer checked(String json, Answer answer) {
    if (answer.status() < 300) {
      Contract.ofTheApi().checkRequest(answer.response().request(), json);
    }
    return answer;
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  /** Posts an event and returns its id. */
  public EventId event(String type) {
    return event(type, "{}");
  }

  public EventId event(String type, String data) {
    Answer answer = post("/events", "{\"type\":\"%s\",\"data\":%s}".formatted(type, data));
    return EventId.parse(answer.is(202).text("id"));
  }

  /** Registers a webhook and returns its id. */
  public WebhookId webhook(String eventType) {
    Answer answer =
        post(
            "/webhooks",
            "{\"url\":\"http://localhost:9/\",\"eventTypes\":[\"%s\"]}".formatted(eventType));
    return WebhookId.parse(answer.is(201).text("id"));
  }

  /** Makes a tenant; calls as its administrator. */
  public Api ofTenant(Tenant tenant) {
    return as(post("/tenants", "{\"name\":\"%s\"}".formatted(tenant)).is(201).text("key"));
  }

  /** A user name that nobody else has. */
  public static String newUserName() {
    return "test-" + UUID.randomUUID();
  }

  /** Adds a viewer. */
  public PersonId person() {
    String person =
        "{\"userName\":\"%s\",\"role\":\"viewer\",\"password\":\"%s\"}"
            .formatted(newUserName(), ADMIN_PASSWORD);
    return PersonId.parse(post("/people", person).is(201).text("id"));
  }

  /** Makes a key and returns it. */
  public Answer key(Scope... scopes) {
    String labels =
        Stream.of(scopes)
            .map(scope -> "\"%s\"".formatted(scope.label()))
            .collect(Collectors.joining(","));
    return post("/keys", "{\"name\":\"of a test\",\"scopes\":[%s]}".formatted(labels)).is(201);
  }

  /** How many events of this type are stored. */
  public int storedEvents(String type) {
    return database
        .sql("SELECT count(*) FROM events WHERE type = ?")
        .param(type)
        .query(Integer.class)
        .single();
  }

  /** Whether an event waits to be fanned out. */
  public boolean isInOutbox(EventId event) {
    return database
        .sql("SELECT EXISTS (SELECT FROM outbox WHERE event_id = ?)")
        .param(event.uuid())
        .query(Boolean.class)
        .single();
  }

  /** The value of a metric, which is NaN if it is absent. */
  public double metric(String nameAndLabels) {
    return get("/actuator/prometheus")
        .is(200)
        .response()
        .body()
        .lines()
        .filter(line -> line.startsWith(nameAndLabels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(nameAndLabels.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }
}
