package relay.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.CachingResourceResolver;
import org.springframework.web.servlet.resource.CachingResourceTransformer;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import relay.api.ApiTest;

@ApiTest
class DashboardPagesTest {
  private static final Pattern SCRIPT = Pattern.compile("src=\"\\./(assets/[^\"]+\\.js)\"");

  private final HttpClient http = HttpClient.newHttpClient();

  @LocalServerPort int port;

  @Autowired
  @Qualifier("resourceHandlerMapping")
  SimpleUrlHandlerMapping handlers;

  @ParameterizedTest
  @ValueSource(
      strings = {"/ui/", "/ui/events", "/ui/deliveries/dlv_01kb2m3n4p5q6r7s8t9v0w1x2y?tab=log"})
  void every_page_is_served_without_a_key_and_asked_for_anew(String path) throws Exception {
    HttpResponse<String> page = get(path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("cache-control")).hasValue("no-cache");
    assertThat(page.headers().firstValue("content-security-policy").orElse(""))
        .contains("script-src 'self';");
    assertThat(page.body()).contains("<base href=\"/ui/\"", "<div id=\"root\"></div>");
  }

  /** All files of a jar have one time, whatever the version: who asks by it keeps the old page. */
  @ParameterizedTest
  @ValueSource(strings = {"/ui/", "/ui/events", "/ui/theme.js", "/docs/index.html"})
  void after_an_upgrade_nobody_keeps_the_page_before(String path) throws Exception {
    HttpResponse<String> page = get(path, "If-Modified-Since", "Fri, 01 Jan 2038 00:00:00 GMT");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("cache-control")).hasValue("no-cache");
    assertThat(page.headers().firstValue("last-modified")).isEmpty();
  }

  /** Or whoever asks for ever new paths fills the heap. */
  @Test
  void nothing_is_kept_of_what_was_asked_for() {
    assertThat(handlers.getUrlMap().values())
        .filteredOn(ResourceHttpRequestHandler.class::isInstance)
        .isNotEmpty()
        .allSatisfy(
            handler -> {
              ResourceHttpRequestHandler files = (ResourceHttpRequestHandler) handler;
              assertThat(files.getResourceResolvers())
                  .noneMatch(CachingResourceResolver.class::isInstance);
              assertThat(files.getResourceTransformers())
                  .noneMatch(CachingResourceTransformer.class::isInstance);
            });
  }

  @Test
  void a_script_is_kept_for_a_year() throws Exception {
    Matcher script = SCRIPT.matcher(get("/ui/").body());
    assertThat(script.find()).isTrue();

    HttpResponse<String> answer = get("/ui/" + script.group(1));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("cache-control"))
        .hasValue("max-age=31536000, public, immutable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ui/assets/gone-12345678.js", "/ui/gone.js", "/ui/.vite/manifest.json"})
  void a_missing_file_is_not_answered_with_the_page(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(401, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ui"})
  void the_start_leads_to_the_dashboard(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location").orElse("")).endsWith("/ui/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/events", "/ui/../events", "/ui//events", "/ui/%2e%2e/events"})
  void the_api_beside_it_still_asks_for_the_key(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(400, 401);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(path, "Accept", "text/html,*/*");
  }

  private HttpResponse<String> get(String path, String header, String value)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + port + path);
    return http.send(
        HttpRequest.newBuilder(uri).header(header, value).build(), BodyHandlers.ofString());
  }
}
