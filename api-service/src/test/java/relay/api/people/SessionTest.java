package relay.api.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletContext;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Browser;
import relay.api.RawHttp;

@ApiTest
class SessionTest {
  @Autowired Api api;
  @Autowired RawHttp raw;
  @Autowired JdbcClient database;
  @Autowired ServletContext server;
  @Autowired Sessions sessions;

  @Test
  void the_first_admin_logs_in_and_is_told_who_they_are() {
    Browser browser = api.browser();

    Api.Answer answer = browser.logIn("Admin", Api.ADMIN_PASSWORD).is(200);

    assertThat(answer.text("role")).isEqualTo("admin");
    assertThat(answer.text("tenant")).isEqualTo("default");
    assertThat(answer.json().at("/person/userName").asString()).isEqualTo("admin");
    assertThat(answer.json().at("/person/id").asString()).startsWith("usr_");
    assertThat(browser.get("/session").is(200).json()).isEqualTo(answer.json());
    browser.get("/events").is(200);
  }

  @Test
  void whoever_has_not_logged_in_is_nobody() {
    api.browser().get("/session").isProblem(401);
    api.browser().get("/events").isProblem(401);
    // A key is no session.
    api.get("/session").isProblem(401);
  }

  /** A tenant may have hundreds of streams, and each asks every 400 ms. */
  @Test
  void requests_that_last_ask_the_database_once_for_all_of_a_session() {
    Browser browser = api.browser();
    String person =
        browser.logIn("admin", Api.ADMIN_PASSWORD).is(200).json().at("/person/id").asString();
    String session =
        database
            .sql(
                "SELECT session_id FROM spring_session WHERE principal_name = ?"
                    + " ORDER BY creation_time DESC LIMIT 1")
            .param(person)
            .query(String.class)
            .single();
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setSession(new MockHttpSession(null, session));

    // Of two looks in a row the second is seldom so late that the first is forgotten.
    await()
        .atMost(Api.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(sessions.personAgain(request))
                    .isNotNull()
                    .isSameAs(sessions.personAgain(request)));
  }

  /** Or each call with a key would pay for what only a browser needs. */
  @Test
  void sessions_are_looked_for_in_calls_of_browsers_alone() {
    assertThat(server.getFilterRegistrations())
        .containsKey("springSecurityFilterChain")
        .doesNotContainKey("springSessionRepositoryFilter");
  }

  @Test
  void the_cookie_is_kept_from_scripts_and_from_other_sites() {
    Browser browser = api.browser();
    Api.Answer answer = browser.logIn("admin", Api.ADMIN_PASSWORD).is(200);

    assertThat(answer.response().headers().allValues("set-cookie"))
        .filteredOn(cookie -> cookie.startsWith("relay-session="))
        .singleElement()
        .satisfies(
            cookie -> assertThat(cookie).contains("; HttpOnly", "; SameSite=Lax", "; Path=/"));
  }

  @Test
  void a_session_ends_with_the_log_out() {
    Browser browser = api.browser();
    browser.logIn("admin", Api.ADMIN_PASSWORD).is(200);
    String session = browser.cookie("relay-session").orElseThrow();

    browser.delete("/session").is(204);

    browser.get("/session").isProblem(401);
    browser.plant("relay-session", session);
    browser.get("/events").isProblem(401);
  }

  @Test
  void an_id_that_was_there_before_the_login_is_not_the_one_after_it() {
    Browser victim = api.browser();
    Browser attacker = api.browser();
    attacker.logIn("admin", Api.ADMIN_PASSWORD).is(200);
    String planted = attacker.cookie("relay-session").orElseThrow();
    victim.plant("relay-session", planted);

    victim.logIn("admin", Api.ADMIN_PASSWORD).is(200);

    assertThat(victim.cookie("relay-session")).isNotEmpty().get().isNotEqualTo(planted);
    attacker.get("/session").isProblem(401);
  }

  @Test
  void the_proof_from_before_the_login_is_worth_nothing_after_it() {
    Browser browser = api.browser();
    browser.get("/session");
    String before = browser.cookie("XSRF-TOKEN").orElseThrow();

    browser.logIn("admin", Api.ADMIN_PASSWORD).is(200);

    assertThat(browser.cookie("XSRF-TOKEN")).isNotEmpty().get().isNotEqualTo(before);
  }

  /** A page of the same site, such as one of another port, sends forms with any parameters. */
  @Test
  void the_proof_is_taken_from_the_header_alone() {
    Browser browser = api.browser();
    browser.logIn("admin", Api.ADMIN_PASSWORD).is(200);
    String proof = browser.cookie("XSRF-TOKEN").orElseThrow();
    String delivery = "/deliveries/dlv_01m8q1wemxeqnbkyp5t2m5axc0/retry";

    browser
        .send(browser.request(delivery + "?_csrf=" + proof).POST(BodyPublishers.noBody()))
        .isProblem(403);
    browser
        .send(
            browser
                .request(delivery)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=" + proof)))
        .isProblem(403);
    browser
        .send(
            browser
                .request(delivery)
                .header("X-XSRF-TOKEN", proof)
                .header("Sec-Fetch-Site", "same-site")
                .POST(BodyPublishers.noBody()))
        .isProblem(403);
    browser
        .send(
            browser
                .request(delivery)
                .header("X-XSRF-TOKEN", proof)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.noBody()))
        .isProblem(404);
  }

  /** Two tabs have one session: what one shows must not be changed for whoever the other let in. */
  @Test
  void a_page_that_was_opened_for_somebody_else_is_refused_and_each_answer_says_for_whom_it_is() {
    Browser browser = api.browser();
    String person =
        browser.logIn("admin", Api.ADMIN_PASSWORD).is(200).json().at("/person/id").asString();
    String own = person + " default";

    assertThat(browser.get("/webhooks").is(200).header("Relay-Person")).isEqualTo(own);
    browser.send(browser.request("/webhooks").header("Relay-Person", own)).is(200);
    for (String other : List.of(person + " acme", Api.newUserName() + " default")) {
      Api.Answer refused =
          browser.send(browser.request("/webhooks").header("Relay-Person", other)).isProblem(403);
      assertThat(refused.text("detail")).startsWith("Reload the page");
      assertThat(refused.header("Relay-Person")).isEqualTo(own);
    }
  }

  @Test
  void a_session_is_in_the_database_and_knows_no_more_than_the_person() {
    Browser browser = api.browser();
    String person =
        browser.logIn("admin", Api.ADMIN_PASSWORD).is(200).json().at("/person/id").asString();

    assertThat(
            database
                .sql(
                    """
                    SELECT DISTINCT attribute_name
                      FROM spring_session s
                      JOIN spring_session_attributes a ON a.session_primary_id = s.primary_id
                     WHERE s.principal_name = ?
                    """)
                .param(person)
                .query(String.class)
                .list())
        .containsExactly(
            "org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME");
  }

  /** As whoever has a backup of the database may try. */
  @Test
  void the_id_that_is_in_the_database_is_no_cookie() {
    Browser admin = api.browser();
    String person =
        admin.logIn("admin", Api.ADMIN_PASSWORD).is(200).json().at("/person/id").asString();
    List<String> ids =
        database
            .sql("SELECT session_id FROM spring_session WHERE principal_name = ?")
            .param(person)
            .query(String.class)
            .list();
    assertThat(ids).isNotEmpty();

    for (String id : ids) {
      Browser thief = api.browser();
      thief.plant("relay-session", Base64.getEncoder().encodeToString(id.getBytes(UTF_8)));
      thief.get("/session").isProblem(401);
    }
    admin.get("/session").is(200);
  }

  @Test
  void a_session_ends_when_it_was_idle_or_has_become_old() {
    Browser idle = api.browser();
    Browser old = api.browser();
    String person = idle.logIn("admin", Api.ADMIN_PASSWORD).json().at("/person/id").asString();
    age("last_access_time", Duration.ofHours(7), person);
    idle.get("/session").is(200);
    age("last_access_time", Duration.ofHours(8), person);
    idle.get("/session").isProblem(401);

    old.logIn("admin", Api.ADMIN_PASSWORD).is(200);
    age("creation_time", Duration.ofDays(6), person);
    old.get("/session").is(200);
    age("creation_time", Duration.ofDays(7), person);
    old.get("/session").isProblem(401);
  }

  private void age(String column, Duration age, String person) {
    long then = Instant.now().minus(age).minusSeconds(1).toEpochMilli();
    database
        .sql("UPDATE spring_session SET %s = ? WHERE principal_name = ?".formatted(column))
        .param(then)
        .param(person)
        .update();
  }

  @Test
  void a_call_with_a_key_neither_makes_nor_reads_a_session() {
    Browser browser = api.browser();
    browser.logIn("admin", Api.ADMIN_PASSWORD).is(200);
    String before = sessions();

    Api.Answer answer =
        api.post("/events", "{\"type\":\"%s\",\"data\":1}".formatted(Api.newType()));

    answer.is(202);
    assertThat(answer.response().headers().allValues("set-cookie")).isEmpty();
    assertThat(sessions()).isEqualTo(before);
    browser.get("/session").is(200);
    assertThat(sessions()).isNotEqualTo(before);
  }

  /** How many there are, and when the last of them was used: what is read is used. */
  private String sessions() {
    return database
        .sql("SELECT count(*) || ' ' || max(last_access_time) FROM spring_session")
        .query(String.class)
        .single();
  }

  @Test
  void a_key_goes_before_a_session() {
    Browser browser = api.browser();
    browser.logIn("admin", Api.ADMIN_PASSWORD).is(200);

    browser.send(browser.request("/events").header("Authorization", "Bearer wrong")).isProblem(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/json"})
  void a_form_of_another_site_does_nothing(String contentType) {
    Browser browser = api.browser();
    browser.logIn("admin", Api.ADMIN_PASSWORD).is(200);
    String type = Api.newType();

    Api.Answer refused =
        browser.send(
            browser
                .request("/events")
                .header("Content-Type", contentType)
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString("{\"type\":\"%s\",\"data\":1}".formatted(type))));

    refused.isProblem(403);
    assertThat(refused.text("detail")).startsWith("Reload the page");
    assertThat(api.storedEvents(type)).isZero();
    browser.send(browser.request("/session").DELETE()).isProblem(403);
    browser.get("/session").is(200);
  }

  @Test
  void nobody_is_logged_in_by_another_site() {
    Browser browser = api.browser();

    browser
        .send(
            browser
                .request("/session")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"userName\":\"admin\",\"password\":\"%s\"}"
                            .formatted(Api.ADMIN_PASSWORD))))
        .isProblem(403);

    assertThat(browser.cookie("relay-session")).isEmpty();
  }

  @Test
  void a_call_without_any_credential_is_told_that_and_not_to_reload() {
    api.send(
            Api.withoutKey(api.request("/events"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")))
        .isProblem(401);
  }

  @Test
  void answers_tell_the_browser_to_run_nothing() {
    Api.Answer answer = api.get("/events").is(200);

    assertThat(answer.header("content-security-policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("strict-transport-security")).isEmpty();
    assertThat(raw.getWithoutKey("/events").text()).contains("default-src 'none'");
  }
}
