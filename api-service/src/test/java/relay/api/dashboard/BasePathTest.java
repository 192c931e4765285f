package relay.api.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.SecondService;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Everything that is served, and all that leads to it, stands below one base path. */
@ApiTest
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BasePathTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern BASE = Pattern.compile("<base href=\"([^\"]+)\"");
  private static final Pattern FILE =
      Pattern.compile("<(?:link|script)[^>]*(?:href|src)=\"([^\"]+)\"");
  private static final Pattern CHUNK = Pattern.compile("`(\\./[A-Za-z0-9_-]+\\.js)`");

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  private SecondService service;

  @BeforeAll
  void start() {
    String client = "spring.security.oauth2.client.";
    service =
        SecondService.start(
            "server.servlet.context-path=/relay",
            "relay.delivery.allowed-networks=127.0.0.0/8",
            // It is never asked.
            client + "provider.company.authorization-uri=http://127.0.0.1:9/authorize",
            client + "provider.company.token-uri=http://127.0.0.1:9/token",
            client + "provider.company.jwk-set-uri=http://127.0.0.1:9/keys",
            client + "registration.company.client-id=relay",
            client + "registration.company.client-secret=a secret",
            client + "registration.company.scope=openid",
            client + "registration.company.authorization-grant-type=authorization_code",
            client
                + "registration.company.redirect-uri={baseUrl}/login/oauth2/code/{registrationId}");
  }

  @AfterAll
  void stop() {
    http.close();
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/relay, /relay/",
    "/relay/, /relay/ui/",
    "/relay/ui, /relay/ui/",
    "/relay/docs, /relay/docs/index.html"
  })
  void a_redirect_stays_below_it(String path, String to) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(resolved(answer, "location").getPath()).isEqualTo(to);
  }

  /** The path of a request is as it was sent, and the page is for all. */
  @Test
  void the_base_is_that_of_the_settings_whatever_way_a_request_writes_it() throws Exception {
    assertThat(first(BASE, get("/%72elay/ui/events").body())).isEqualTo("/relay/ui/");
    assertThat(first(BASE, get("/relay/ui/events").body())).isEqualTo("/relay/ui/");
  }

  @ParameterizedTest
  @CsvSource({"/relay/ui/", "/relay/ui/deliveries/dlv_01kb2m3n4p5q6r7s8t9v0w1x2y?tab=log"})
  void a_page_finds_its_files(String path) throws Exception {
    HttpResponse<String> page = get(path);
    URI base = page.uri().resolve(first(BASE, page.body()));
    List<URI> files = all(FILE, page.body()).stream().map(base::resolve).toList();
    assertThat(files).hasSizeGreaterThan(3);
    for (URI file : files) {
      assertIsFile(file);
    }
    URI script =
        files.stream()
            .filter(
                file -> file.getPath().contains("/assets/index-") && file.getPath().endsWith(".js"))
            .findFirst()
            .orElseThrow();
    List<String> chunks = all(CHUNK, get(script).body());
    assertThat(chunks).isNotEmpty();
    for (String chunk : chunks) {
      assertIsFile(script.resolve(chunk));
    }
  }

  private void assertIsFile(URI file) throws Exception {
    HttpResponse<String> answer = get(file);
    assertThat(answer.statusCode()).as(file.toString()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .as(file.toString())
        .doesNotContain("html");
  }

  @Test
  void who_logs_in_has_cookies_for_it_alone_and_may_go_on() throws Exception {
    get("/relay/session");
    HttpResponse<String> login =
        http.send(
            Api.withoutKey(service.request("/relay/session"))
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN").getValue())
                .POST(
                    BodyPublishers.ofString(
                        "{\"userName\":\"admin\",\"password\":\"%s\"}"
                            .formatted(Api.ADMIN_PASSWORD)))
                .build(),
            BodyHandlers.ofString());

    assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
    assertThat(cookie("XSRF-TOKEN").getPath()).startsWith("/relay");
    assertThat(cookie("relay-session").getPath()).startsWith("/relay");
    assertThat(get("/relay/webhooks").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"/relay/webhooks", "/relay/people"})
  void what_was_made_is_found_at_its_location(String list) throws Exception {
    String body =
        list.endsWith("people")
            ? "{\"userName\":\"%s\",\"role\":\"viewer\",\"password\":\"%s\"}"
                .formatted(Api.newUserName(), Api.ADMIN_PASSWORD)
            : "{\"url\":\"http://127.0.0.1:9/\",\"eventTypes\":[\"%s\"]}".formatted(Api.newType());

    HttpResponse<String> made = post(list, body);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(resolved(made, "location").getPath()).matches(list + "/[a-z]{3}_[0-9a-z]{26}");
  }

  @Test
  void a_provider_sends_the_browser_back_to_it() throws Exception {
    String start =
        JSON.readTree(get("/relay/session/providers").body()).at("/data/0/url").asString();
    HttpResponse<String> toProvider = get(start);

    assertThat(URLDecoder.decode(resolved(toProvider, "location").getQuery(), UTF_8))
        .contains(
            "redirect_uri=http://localhost:%d/relay/login/oauth2/code/company"
                .formatted(service.port()));
    HttpResponse<String> back = get("/relay/login/oauth2/code/company?code=a&state=b");
    assertThat(resolved(back, "location").getRawPath()).isEqualTo("/relay/ui/");
  }

  @Test
  void the_document_names_it_as_the_server() throws Exception {
    HttpResponse<String> document = get("/relay/openapi.yaml");

    assertThat(document.statusCode()).isEqualTo(200);
    String server = new YAMLMapper().readTree(document.body()).at("/servers/0/url").asString();
    assertThat(document.uri().resolve(server).getPath()).isEqualTo("/relay/");
  }

  @Test
  void posted_events_are_left_out_of_the_requests_that_are_timed() throws Exception {
    String event = "{\"type\":\"%s\",\"data\":1}".formatted(Api.newType());
    assertThat(post("/relay/events", event).statusCode()).isEqualTo(202);

    assertThat(get("/relay/actuator/prometheus").body().lines())
        .anyMatch(line -> line.startsWith("http_server_requests_seconds_count"))
        .noneMatch(
            line ->
                line.startsWith("http_server_requests_seconds_count")
                    && line.contains("method=\"POST\"")
                    && line.contains("uri=\"/events\""));
  }

  @ParameterizedTest
  @CsvSource({
    "/relay/ui/, 200",
    "/relay/docs/index.html, 200",
    "/relay/actuator/health/readiness, 200",
    "/relay/session/providers, 200",
    "/relay/deliveries, 401",
    "/relay/ui/../events, 400"
  })
  void what_is_open_is_so_below_it_and_nothing_else(String path, int status) throws Exception {
    cookies.getCookieStore().removeAll();

    assertThat(get(path).statusCode()).isEqualTo(status);
  }

  @Test
  void a_page_may_do_what_pages_may() throws Exception {
    assertThat(get("/relay/ui/").headers().firstValue("content-security-policy").orElse(""))
        .contains("script-src 'self'");
  }

  @ParameterizedTest
  @CsvSource({"/", "/ui/", "/events", "/relayed/ui/"})
  void outside_of_it_a_problem_says_where_to_look(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(JSON.readTree(answer.body()).path("detail").asString())
        .contains("server.servlet.context-path");
  }

  private static URI resolved(HttpResponse<String> answer, String header) {
    return answer.uri().resolve(answer.headers().firstValue(header).orElseThrow());
  }

  private HttpCookie cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(URI.create("http://localhost:" + service.port()).resolve(path));
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri).header("Accept", "*/*").build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return http.send(
        service
            .request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
