package relay.api.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Browser;
import tools.jackson.databind.JsonNode;

/** The whole way of a browser to a real provider and back. */
@ApiTest
@Tag("slow")
class OidcLoginTest {
  private static final OpenIdProvider PROVIDER = OpenIdProvider.start();
  private static final Pattern HIDDEN =
      Pattern.compile("<input[^>]*name=\"(_csrf|state)\"[^>]*value=\"([^\"]+)\"");

  @Autowired Api api;
  @LocalServerPort int port;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry registry) {
    String client = "spring.security.oauth2.client.";
    registry.add(client + "provider.company.issuer-uri", PROVIDER::issuer);
    registry.add(client + "registration.company.client-id", () -> OpenIdProvider.CLIENT);
    registry.add(client + "registration.company.client-secret", () -> OpenIdProvider.SECRET);
    registry.add(client + "registration.company.client-name", () -> "The company");
    registry.add(client + "registration.company.scope", () -> "openid,profile");
    registry.add("relay.oidc.role-claim", () -> "access.groups");
    registry.add("relay.oidc.roles.relay-viewers", () -> "viewer");
    registry.add("relay.oidc.roles.relay-operators", () -> "operator");
    registry.add("relay.oidc.roles.relay-admins", () -> "admin");
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  @Test
  void the_login_page_is_told_of_the_provider() {
    JsonNode provider = api.browser().get("/session/providers").is(200).json().at("/data/0");

    assertThat(provider.path("name").asString()).isEqualTo("The company");
    assertThat(provider.path("url").asString()).isEqualTo("/oauth2/authorization/company");
  }

  @Test
  void a_person_comes_back_logged_in_with_the_role_of_their_group() {
    Browser browser = api.browser();

    assertThat(logIn(browser, "olga")).isEqualTo("/ui/");

    Api.Answer session = session(browser).is(200);
    assertThat(session.text("role")).isEqualTo("operator");
    assertThat(session.json().at("/person/userName").asString()).isEqualTo("olga");
    assertThat(person("olga").path("provider").asString()).isEqualTo(PROVIDER.issuer().toString());
  }

  @Test
  void the_next_login_is_of_the_same_person_and_of_several_roles_the_highest_counts() {
    logIn(api.browser(), "boss");
    String first = person("boss").path("id").asString();
    Browser browser = api.browser();

    logIn(browser, "boss");

    assertThat(person("boss").path("id").asString()).isEqualTo(first);
    assertThat(session(browser).text("role")).isEqualTo("admin");
  }

  @Test
  void who_has_no_role_here_is_refused() {
    Browser browser = api.browser();

    assertThat(logIn(browser, "stranger")).isEqualTo("/ui/?login=no-role");

    session(browser).isProblem(401);
    assertThat(api.get("/people").response().body()).doesNotContain("stranger");
  }

  @Test
  void a_name_makes_nobody_the_person_with_a_password_who_has_it() {
    Browser browser = api.browser();

    logIn(browser, "admin");

    assertThat(session(browser).text("role")).isEqualTo("viewer");
    assertThat(session(browser).json().at("/person/userName").asString()).isNotEqualTo("admin");
    api.browser().logIn("admin", Api.ADMIN_PASSWORD).is(200);
  }

  @Test
  void who_is_disabled_stays_out_and_only_the_provider_decides_on_the_role() {
    logIn(api.browser(), "olga");
    String id = person("olga").path("id").asString();
    api.patch("/people/" + id, "{\"role\":\"admin\"}").isProblem(409);
    api.patch("/people/" + id, "{\"password\":\"a password of hers\"}").isProblem(409);
    api.patch("/people/" + id, "{\"disabled\":true}").is(200);
    Browser browser = api.browser();

    assertThat(logIn(browser, "olga")).isEqualTo("/ui/?login=disabled");

    session(browser).isProblem(401);
    api.patch("/people/" + id, "{\"disabled\":false}").is(200);
  }

  /** For another application, and by another provider. */
  @ParameterizedTest
  @ValueSource(strings = {"misdirected", "forged"})
  void a_token_that_is_not_for_the_relay_or_not_of_its_provider_lets_nobody_in(String person) {
    Browser browser = api.browser();

    assertThat(logIn(browser, person)).isEqualTo("/ui/?login=failed");

    session(browser).isProblem(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonce=[^&]+ -> nonce=another",
        "client_id=[^&]+ -> client_id=" + OpenIdProvider.OTHER_CLIENT,
        "code_challenge=[^&]+ -> code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
      })
  void what_was_asked_otherwise_than_by_the_relay_lets_nobody_in(String change) {
    String[] parts = change.split(" -> ", 2);
    Browser browser = api.browser();

    String end =
        finish(browser, callback(browser, "boss", url -> url.replaceFirst(parts[0], parts[1])));

    assertThat(end).isEqualTo("/ui/?login=failed");
    session(browser).isProblem(401);
  }

  @Test
  void a_callback_with_another_state_lets_nobody_in() {
    Browser browser = api.browser();
    String callback = callback(browser, "boss", UnaryOperator.identity());

    assertThat(finish(browser, callback.replaceFirst("state=[^&]+", "state=another")))
        .isEqualTo("/ui/?login=failed");
    session(browser).isProblem(401);
  }

  @Test
  void a_callback_in_the_browser_of_somebody_else_logs_them_in_as_nobody() {
    String callback = callback(api.browser(), "boss", UnaryOperator.identity());
    Browser victim = api.browser();

    assertThat(finish(victim, callback)).isEqualTo("/ui/?login=failed");
    session(victim).isProblem(401);
  }

  private String logIn(Browser browser, String person) {
    return finish(browser, callback(browser, person, UnaryOperator.identity()));
  }

  /**
   * Logs in at the provider and agrees.
   *
   * @param change of the address at which the relay sends the browser to the provider
   * @return where the provider sends the browser back to
   */
  private String callback(Browser browser, String person, UnaryOperator<String> change) {
    String authorize = change.apply(location(get(browser, relay("/oauth2/authorization/company"))));
    URI loginPage = URI.create(location(get(browser, URI.create(authorize))));
    String login = get(browser, loginPage).is(200).response().body();
    Api.Answer loggedIn =
        submit(
            browser,
            loginPage,
            Map.of(
                "username",
                person,
                "password",
                OpenIdProvider.PASSWORD,
                "_csrf",
                hidden(login, "_csrf")));
    Api.Answer asked = get(browser, URI.create(location(loggedIn)));
    if (asked.status() == 302) {
      return location(asked);
    }
    String consent = asked.is(200).response().body();
    String client =
        authorize.contains(OpenIdProvider.OTHER_CLIENT)
            ? OpenIdProvider.OTHER_CLIENT
            : OpenIdProvider.CLIENT;
    return location(
        submit(
            browser,
            PROVIDER.issuer().resolve("/oauth2/authorize"),
            Map.of("client_id", client, "state", hidden(consent, "state"), "scope", "profile")));
  }

  /** Where the relay sends the browser in the end. */
  private String finish(Browser browser, String callback) {
    URI end = URI.create(location(get(browser, URI.create(callback))));
    return end.getRawQuery() == null ? end.getPath() : end.getPath() + "?" + end.getRawQuery();
  }

  private Api.Answer session(Browser browser) {
    return browser.send(browser.request(relay("/session")));
  }

  private JsonNode person(String userName) {
    return api.get("/people?limit=200")
        .json()
        .path("data")
        .valueStream()
        .filter(person -> person.path("userName").asString().equals(userName))
        .findFirst()
        .orElseThrow();
  }

  /** By the address that the provider knows. */
  private URI relay(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
  }

  /** A page: who asks for JSON is not sent back to what they asked for before the login. */
  private static Api.Answer get(Browser browser, URI uri) {
    return browser.send(browser.request(uri).header("Accept", "text/html"));
  }

  private static Api.Answer submit(Browser browser, URI uri, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return browser.send(
        browser
            .request(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String location(Api.Answer answer) {
    String location = answer.is(302).header("location");
    return answer.response().uri().resolve(location).toString();
  }

  private static String hidden(String page, String name) {
    Matcher field = HIDDEN.matcher(page);
    while (field.find()) {
      if (field.group(1).equals(name)) {
        return field.group(2);
      }
    }
    throw new AssertionError("no field %s in %s".formatted(name, page));
  }
}
