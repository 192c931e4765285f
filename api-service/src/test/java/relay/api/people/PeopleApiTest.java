package relay.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Browser;
import relay.model.PersonId;
import relay.model.Tenant;
import tools.jackson.databind.JsonNode;

@ApiTest
class PeopleApiTest {
  private static final String PASSWORD = "the right password";

  @Autowired Api api;
  @Autowired JdbcClient database;

  @Test
  void a_person_is_added_shown_and_logs_in() {
    String userName = newName();

    JsonNode added = add(userName, "viewer").is(201).json();

    assertThat(added.path("name").asString()).isEqualTo(userName);
    assertThat(added.path("lastLoginAt").isNull()).isTrue();
    assertThat(api.get("/people?limit=200").is(200).json().path("data")).contains(added);
    Browser browser = loggedIn(userName);
    assertThat(browser.get("/session").text("role")).isEqualTo("viewer");
    assertThat(hashes()).allSatisfy(hash -> assertThat(hash).startsWith("$2"));
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, GET, /events, 200",
    "viewer, POST, /events, 403",
    "viewer, POST, /webhooks, 403",
    "viewer, POST, /bulk-actions, 403",
    "viewer, GET, /people, 403",
    "operator, POST, /events, 400",
    "operator, POST, /webhooks, 400",
    "operator, POST, /bulk-actions, 400",
    "operator, GET, /people, 403",
    "operator, POST, /people, 403",
    "admin, GET, /people, 200",
    "admin, POST, /people, 400",
  })
  void a_role_may_do_what_it_may_and_no_more(String role, String method, String path, int status) {
    String userName = newName();
    add(userName, role).is(201);
    Browser browser = loggedIn(userName);

    Api.Answer answer = method.equals("GET") ? browser.get(path) : browser.post(path, "{}");

    answer.is(status);
  }

  @Test
  void a_role_that_is_changed_holds_at_once() {
    String userName = newName();
    String id = add(userName, "admin").text("id");
    Browser browser = loggedIn(userName);
    browser.get("/people").is(200);

    api.patch("/people/" + id, "{\"role\":\"viewer\"}").is(200);

    browser.get("/people").isProblem(403);
    assertThat(browser.get("/session").text("role")).isEqualTo("viewer");
  }

  @Test
  void who_is_disabled_or_deleted_is_out_at_once_and_does_not_come_in() {
    String userName = newName();
    String id = add(userName, "operator").text("id");
    Browser browser = loggedIn(userName);

    api.patch("/people/" + id, "{\"disabled\":true}").is(200);
    browser.get("/events").isProblem(401);
    Api.Answer refused = api.browser().logIn(userName, PASSWORD).isProblem(403);
    assertThat(refused.text("detail")).contains("disabled");

    api.patch("/people/" + id, "{\"disabled\":false}").is(200);
    browser.get("/events").isProblem(401);
    Browser again = loggedIn(userName);

    api.delete("/people/" + id).is(204);
    again.get("/events").isProblem(401);
    api.browser().logIn(userName, PASSWORD).isProblem(401);
    api.delete("/people/" + id).isProblem(404);
  }

  @Test
  void a_new_password_ends_the_sessions_and_the_old_one() {
    String userName = newName();
    String id = add(userName, "viewer").text("id");
    Browser browser = loggedIn(userName);

    api.patch("/people/" + id, "{\"password\":\"another password\"}").is(200);

    browser.get("/session").isProblem(401);
    api.browser().logIn(userName, PASSWORD).isProblem(401);
    api.browser().logIn(userName, "another password").is(200);
  }

  @Test
  void people_change_their_own_password_with_the_old_one() {
    String userName = newName();
    add(userName, "viewer").is(201);
    Browser browser = loggedIn(userName);
    Browser elsewhere = loggedIn(userName);

    browser
        .put(
            "/session/password",
            "{\"oldPassword\":\"not mine at all\",\"newPassword\":\"another password\"}")
        .blames(400, "oldPassword");
    browser
        .put(
            "/session/password",
            "{\"oldPassword\":\"%s\",\"newPassword\":\"another password\"}".formatted(PASSWORD))
        .is(204);

    browser.get("/session").is(200);
    elsewhere.get("/session").isProblem(401);
    api.browser().logIn(userName, "another password").is(200);
    api.browser()
        .put("/session/password", "{\"oldPassword\":\"a\",\"newPassword\":\"another password\"}")
        .isProblem(401);
  }

  @Test
  void guesses_of_the_old_password_are_counted() {
    String userName = newName();
    add(userName, "viewer").is(201);
    Browser browser = loggedIn(userName);
    String guess = "{\"oldPassword\":\"not mine at all\",\"newPassword\":\"another password\"}";
    for (int failure = 0; failure < 5; failure++) {
      browser.put("/session/password", guess).isProblem(400);
    }

    browser.put("/session/password", guess).isProblem(429);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"role\":\"viewer\",\"password\":\"the right password\"} | userName",
        "{\"userName\":\"a b\",\"role\":\"viewer\",\"password\":\"the right password\"} | userName",
        "{\"userName\":\"new\",\"password\":\"the right password\"} | role",
        "{\"userName\":\"new\",\"role\":\"boss\",\"password\":\"the right password\"} | role",
        "{\"userName\":\"new\",\"role\":\"viewer\"} | password",
        "{\"userName\":\"new\",\"role\":\"viewer\",\"password\":\"too short\"} | password",
        "{\"userName\":\"new\",\"role\":\"viewer\",\"password\":\"éééééééééééééééééééééééééééééééééééé.\"}"
            + " | password",
        "{\"userName\":\"new\",\"name\":\" \",\"role\":\"viewer\",\"password\":\"the right"
            + " password\"} | name",
      })
  void what_is_wrong_is_named(String json, String field) {
    api.post("/people", json).blames(400, field);
  }

  @Test
  void a_user_name_is_taken_whatever_its_capitals() {
    String userName = newName();
    add(userName, "viewer").is(201);

    add(userName.toUpperCase(java.util.Locale.ROOT), "viewer").isProblem(409);
  }

  @Test
  void a_user_name_is_one_persons_in_all_tenants() {
    String userName = Api.newUserName();
    add(userName, "viewer");

    api.ofTenant(new Tenant("t-" + UUID.randomUUID()))
        .post(
            "/people",
            "{\"userName\":\"%s\",\"role\":\"viewer\",\"password\":\"%s\"}"
                .formatted(userName, Api.ADMIN_PASSWORD))
        .isProblem(409);
  }

  @Test
  void of_many_who_add_one_name_at_once_one_does() throws Exception {
    String userName = newName();
    List<Integer> answers;
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          callers
              .invokeAll(
                  Collections.nCopies(
                      8, (Callable<Integer>) () -> add(userName, "viewer").status()))
              .stream()
              .map(Future::resultNow)
              .toList();
    }

    assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
  }

  @Test
  void the_last_admin_stays() {
    String admin =
        api.get("/people?limit=200")
            .json()
            .path("data")
            .valueStream()
            .filter(person -> person.path("userName").asString().equals("admin"))
            .map(person -> person.path("id").asString())
            .findFirst()
            .orElseThrow();
    api.get("/people?limit=200")
        .json()
        .path("data")
        .valueStream()
        .filter(person -> person.path("role").asString().equals("admin"))
        .map(person -> person.path("id").asString())
        .filter(id -> !id.equals(admin))
        .forEach(id -> api.delete("/people/" + id).is(204));

    api.patch("/people/" + admin, "{\"role\":\"operator\"}").isProblem(409);
    api.patch("/people/" + admin, "{\"disabled\":true}").isProblem(409);
    Api.Answer refused = api.delete("/people/" + admin).isProblem(409);
    assertThat(refused.text("detail")).contains("last administrator");
    api.patch("/people/" + admin, "{\"name\":\"Administrator\"}").is(200);
  }

  @Test
  void people_of_another_tenant_are_not_there() {
    String userName = newName();
    String id = add(userName, "viewer").text("id");
    api.post("/tenants", "{\"name\":\"elsewhere\"}").is(201);
    database
        .sql("UPDATE people SET tenant = 'elsewhere' WHERE id = ?")
        .param(PersonId.parse(id).uuid())
        .update();

    assertThat(api.get("/people?limit=200").response().body()).doesNotContain(id);
    api.patch("/people/" + id, "{\"role\":\"admin\"}").isProblem(404);
    api.delete("/people/" + id).isProblem(404);
  }

  @Test
  void what_is_done_is_written_down() {
    String userName = newName();
    String id = add(userName, "viewer").text("id");
    loggedIn(userName).delete("/session").is(204);
    for (String change :
        List.of(
            "\"role\":\"operator\"",
            "\"name\":\"Somebody else\"",
            "\"disabled\":true",
            "\"disabled\":true",
            "\"disabled\":false",
            "\"password\":\"another of theirs\"")) {
      api.patch("/people/" + id, "{%s}".formatted(change)).is(200);
    }
    api.delete("/people/" + id).is(204);

    List<String> actions =
        database
            .sql("SELECT action FROM audit_log WHERE object_id = ? ORDER BY id")
            .param(id)
            .query(String.class)
            .list();
    assertThat(actions)
        .containsExactly(
            "person.added",
            "person.logged_in",
            "person.logged_out",
            "person.role_changed",
            "person.changed",
            "person.disabled",
            "person.enabled",
            "person.password_changed",
            "person.deleted");
  }

  private Browser loggedIn(String userName) {
    Browser browser = api.browser();
    browser.logIn(userName, PASSWORD).is(200);
    return browser;
  }

  private Api.Answer add(String userName, String role) {
    return api.post(
        "/people",
        "{\"userName\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}"
            .formatted(userName, role, PASSWORD));
  }

  private List<String> hashes() {
    return database
        .sql("SELECT password_hash FROM people WHERE password_hash IS NOT NULL")
        .query(String.class)
        .list();
  }

  private static String newName() {
    return "somebody-" + UUID.randomUUID();
  }
}
