package relay.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Browser;
import relay.api.Contract;
import relay.api.StoredDeliveries;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.Tenant;

@ApiTest
@Tag("slow")
class StreamApiTest {
  @Autowired Api api;
  @Autowired StoredDeliveries stored;
  @Autowired StreamApi stream;
  @Autowired JdbcClient database;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void hangUp() {
    http.shutdownNow();
  }

  @Test
  void a_listener_hears_of_what_is_new() throws Exception {
    try (Listener listener = listen(http)) {
      var event = api.event(Api.newType());

      await().atMost(Api.PATIENCE).until(() -> listener.heardOf(event));

      assertThat(listener.contentType()).startsWith("text/event-stream");
      assertThat(listener.lines).contains("event: news");
      assertThat(listener.lines.stream().filter(line -> line.startsWith("data: ")))
          .allSatisfy(
              line ->
                  assertThat(
                          Contract.ofTheApi()
                              .allows("News", Contract.json(line.substring("data: ".length()))))
                      .as(line)
                      .isTrue());
    }
  }

  @Test
  void a_listener_hears_of_what_an_operator_does() throws Exception {
    String type = Api.newType();
    DeliveryId waiting =
        stored.delivery(api.event(type), api.webhook(type), DeliveryState.RETRYING);
    try (Listener listener = listen(http)) {
      await().atMost(Api.PATIENCE).until(() -> listener.heardOf(waiting));
      long before = listener.news();

      api.post("/deliveries/" + waiting + "/cancel").is(200);

      await().atMost(Api.PATIENCE).until(() -> listener.news() > before);
    }
  }

  @Test
  void a_listener_hears_no_secret_header() throws Exception {
    try (Listener listener = listen(http)) {
      String webhook =
          """
          {"url": "http://localhost:9/", "eventTypes": ["a"], "headers": {"X-Token": "hidden-7"}}
          """;
      String id = api.post("/webhooks", webhook).is(201).text("id");
      api.patch("/webhooks/" + id, "{\"headers\":{\"Cookie\":\"hidden-7\"}}").is(200);
      var event = api.event(Api.newType());

      await().atMost(Api.PATIENCE).until(() -> listener.heardOf(event));

      assertThat(listener.lines).noneMatch(line -> line.contains("hidden-7"));
    }
  }

  @Test
  void a_listener_that_reads_nothing_holds_up_no_other() throws Exception {
    HttpClient idle = HttpClient.newHttpClient();
    try (Listener listener = listen(http)) {
      idle.send(api.request("/stream").build(), BodyHandlers.ofInputStream());
      var event = api.event(Api.newType());

      await().atMost(Api.PATIENCE).until(() -> listener.heardOf(event));
    } finally {
      idle.shutdownNow();
    }
  }

  @Test
  void more_listeners_than_there_are_places_for_are_refused_until_one_leaves() throws Exception {
    HttpClient leaving = HttpClient.newHttpClient();
    List<Listener> listeners = new ArrayList<>();
    try {
      listeners.add(listen(leaving));
      await()
          .atMost(Api.PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(
              () -> {
                Listener next = new Listener(http);
                listeners.add(next);
                return next.status() == 503;
              });
      assertThat(listeners).hasSizeLessThanOrEqualTo(202);
      leaving.shutdownNow();
      // A listener that has gone is noticed when it is told something.
      await()
          .atMost(Api.PATIENCE)
          .until(
              () -> {
                api.event(Api.newType());
                try (Listener next = new Listener(http)) {
                  return next.status() == 200;
                }
              });
    } finally {
      leaving.shutdownNow();
      listeners.forEach(Listener::close);
    }
  }

  @Test
  void listeners_are_let_go_when_the_service_stops() throws Exception {
    try (Listener listener = listen(http)) {
      await().atMost(Api.PATIENCE).until(() -> !listener.lines.isEmpty());
      stream.stop();
      try {
        assertThat(listener.reading.join(Api.PATIENCE)).isTrue();
      } finally {
        stream.start();
      }
    }
  }

  @Test
  void who_asks_for_the_headers_alone_takes_no_place() {
    for (int n = 0; n < 3; n++) {
      Api.Answer answer = api.send(api.request("/stream").method("HEAD", BodyPublishers.noBody()));
      assertThat(answer.is(200).header("content-type")).startsWith("text/event-stream");
    }
  }

  /** In whatever tab the log-out is. */
  @Test
  void a_stream_ends_with_the_session_that_it_was_opened_in() throws Exception {
    Browser browser = api.browser();
    browser.logIn("admin", Api.ADMIN_PASSWORD).is(200);
    try (Listener listener = listen(http, streamOf(browser))) {
      await().atMost(Api.PATIENCE).until(() -> !listener.lines.isEmpty());

      browser.delete("/session").is(204);

      assertThat(listener.reading.join(Api.PATIENCE)).isTrue();
    }
  }

  private Browser viewer(String name) {
    api.post(
            "/people",
            """
            {"userName": "%s", "role": "viewer", "password": "the first of hers"}
            """
                .formatted(name))
        .is(201);
    Browser browser = api.browser();
    browser.logIn(name, "the first of hers").is(200);
    return browser;
  }

  /** As an OpenID provider may have it; who is elsewhere now hears nothing of this tenant. */
  @Test
  void a_stream_ends_when_its_person_moves_to_another_tenant() throws Exception {
    Tenant elsewhere = new Tenant("t-" + UUID.randomUUID());
    api.ofTenant(elsewhere);
    String name = Api.newUserName();
    Browser browser = viewer(name);
    try (Listener listener = listen(http, streamOf(browser))) {
      await().atMost(Api.PATIENCE).until(() -> !listener.lines.isEmpty());

      database
          .sql("UPDATE people SET tenant = ? WHERE user_name = ?")
          .params(elsewhere.name(), name)
          .update();

      assertThat(listener.reading.join(Api.PATIENCE)).isTrue();
    }
  }

  @Test
  void a_stream_ends_with_a_new_password() throws Exception {
    Browser browser = viewer(Api.newUserName());
    String person = browser.get("/session").is(200).json().at("/person/id").asString();
    try (Listener listener = listen(http, streamOf(browser))) {
      await().atMost(Api.PATIENCE).until(() -> !listener.lines.isEmpty());

      api.patch("/people/" + person, "{\"password\": \"the second of hers\"}").is(200);

      assertThat(listener.reading.join(Api.PATIENCE)).isTrue();
    }
  }

  @Test
  void nobody_listens_without_the_key() {
    api.send(Api.withoutKey(api.request("/stream"))).isProblem(401);
  }

  private static HttpRequest streamOf(Browser browser) {
    return browser
        .request("/stream")
        .header("Cookie", "relay-session=" + browser.cookie("relay-session").orElseThrow())
        .build();
  }

  /**
   * Begins to listen. The listeners of another test keep their places until the service notices
   * that they have gone, and that is when it tells them something.
   */
  private Listener listen(HttpClient client) {
    return listen(client, api.request("/stream").build());
  }

  private Listener listen(HttpClient client, HttpRequest request) {
    return await()
        .atMost(Api.PATIENCE)
        .until(
            () -> {
              Listener listener = new Listener(client, request);
              if (listener.status() == 200) {
                return listener;
              }
              listener.close();
              api.event(Api.newType());
              return null;
            },
            Objects::nonNull);
  }

  /** Reads the stream on a thread of its own. */
  private final class Listener implements AutoCloseable {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final HttpResponse<Stream<String>> response;
    private final Thread reading;

    Listener(HttpClient client) throws Exception {
      this(client, api.request("/stream").build());
    }

    Listener(HttpClient client, HttpRequest request) throws Exception {
      response = client.send(request, BodyHandlers.ofLines());
      reading =
          Thread.startVirtualThread(
              () -> {
                try {
                  response.body().forEach(lines::add);
                } catch (RuntimeException closed) {
                  lines.add("closed");
                }
              });
    }

    int status() {
      return response.statusCode();
    }

    String contentType() {
      return response.headers().firstValue("content-type").orElse("");
    }

    boolean heardOf(Object id) {
      return lines.stream()
          .anyMatch(line -> line.startsWith("data: ") && line.contains(id.toString()));
    }

    long news() {
      return lines.stream().filter("event: news"::equals).count();
    }

    @Override
    public void close() {
      response.body().close();
    }
  }
}
