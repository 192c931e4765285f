package relay.api.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.access.Scope;
import relay.model.ApiKeyId;
import tools.jackson.databind.JsonNode;

@ApiTest
class ApiKeysApiTest {
  @Autowired Api api;
  @Autowired JdbcClient database;
  @Autowired KeyUses uses;

  @Test
  void a_key_is_shown_once_and_stored_as_a_hash() {
    Api.Answer made = api.key(Scope.WRITE_EVENTS, Scope.READ);
    String key = made.text("key");

    assertThat(key).startsWith(made.text("prefix") + "_");
    assertThat(made.header("Cache-Control")).contains("no-store");
    api.send(Api.withKey(key, api.request("/events"))).is(200);
    assertThat(api.get("/keys").is(200).response().body())
        .contains(made.text("prefix"))
        .doesNotContain(key);
    assertThat(stored(made.text("id")))
        .contains(made.text("prefix"))
        .doesNotContain(key.substring(made.text("prefix").length()));
  }

  @Test
  void a_key_may_do_what_its_scopes_say() {
    String key = api.key(Scope.READ).text("key");

    api.send(Api.withKey(key, api.request("/webhooks"))).is(200);
    api.send(Api.withKey(key, api.request("/keys"))).isProblem(403);
  }

  @Test
  void the_list_has_the_newest_first_and_pages() {
    String older = api.key(Scope.READ).text("id");
    String newer = api.key(Scope.READ).text("id");

    Api.Answer first = api.get("/keys?limit=1").is(200);
    Api.Answer second = api.get("/keys?limit=1&cursor=" + first.text("nextCursor")).is(200);

    assertThat(first.json().at("/data/0/id").asString()).isEqualTo(newer);
    assertThat(second.json().at("/data/0/id").asString()).isEqualTo(older);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name      | {"scopes":["read"]}
          name      | {"name":" ","scopes":["read"]}
          name      | {"name":7,"scopes":["read"]}
          name      | {"name":"a\\u0000b","scopes":["read"]}
          name      | {"name":"a\\ud800b","scopes":["read"]}
          scopes    | {"name":"n"}
          scopes    | {"name":"n","scopes":[]}
          scopes    | {"name":"n","scopes":"read"}
          scopes[0] | {"name":"n","scopes":["write"]}
          scopes[1] | {"name":"n","scopes":["read","read"]}
          scopes[0] | {"name":"n","scopes":["tenants:manage"]}
          expiresAt | {"name":"n","scopes":["read"],"expiresAt":"2020-01-01T00:00:00Z"}
          expiresAt | {"name":"n","scopes":["read"],"expiresAt":"9999-01-01T00:00:00Z"}
          expiresAt | {"name":"n","scopes":["read"],"expiresAt":"+999999999-01-01T00:00:00Z"}
          expiresAt | {"name":"n","scopes":["read"],"expiresAt":"tomorrow"}
          tenant    | {"name":"n","scopes":["read"],"tenant":"other"}
          """)
  void what_a_key_can_not_be_is_refused(String field, String body) {
    int before = keys();

    api.post("/keys", body).blames(400, field);

    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void nobody_gives_a_key_more_than_they_have() {
    String limited = api.key(Scope.MANAGE_ACCESS, Scope.READ).text("key");
    String powerful = api.key(Scope.WRITE_EVENTS, Scope.READ).text("id");
    int before = keys();

    Api.Answer made = make(limited, "read", "events:write").isProblem(403);
    Api.Answer rotated = rotate(limited, powerful).isProblem(403);

    assertThat(made.text("detail")).contains("events:write").doesNotContain("read,");
    assertThat(rotated.text("detail")).contains("events:write");
    assertThat(keys()).isEqualTo(before);
    assertThat(view(powerful).path("expiresAt").isNull()).isTrue();
    make(limited, "read", "access:manage").is(201);
  }

  @Test
  void a_key_of_another_tenant_is_not_there() {
    UUID other = UUID.randomUUID();
    database
        .sql(
            """
            INSERT INTO api_keys (id, tenant, name, prefix, hash, scopes)
            VALUES (?, 'other', 'n', ?, sha256('x'), '{read}')
            """)
        .param(other)
        .param("rk_" + other.toString().substring(0, 8))
        .update();
    ApiKeyId id = new ApiKeyId(other);

    assertThat(api.get("/keys?limit=200").response().body()).doesNotContain(id.toString());
    api.delete("/keys/" + id).isProblem(404);
    api.post("/keys/" + id + "/rotate", "{}").isProblem(404);
    assertThat(stored(id.toString())).contains("\"revoked_at\":null", "\"expires_at\":null");
  }

  @Test
  void a_key_belongs_to_the_tenant_of_its_maker_and_acts_there() {
    String maker = api.key(Scope.MANAGE_ACCESS, Scope.READ).text("id");
    String key = api.key(Scope.MANAGE_ACCESS, Scope.READ).text("key");
    String prefix = key.substring(0, 11);
    database.sql("UPDATE api_keys SET tenant = 'other' WHERE prefix = ?").param(prefix).update();

    String made = make(key, "read").is(201).text("id");

    assertThat(stored(made)).contains("\"tenant\":\"other\"");
    api.send(Api.withKey(key, api.request("/keys/" + maker).DELETE())).isProblem(404);
    assertThat(api.send(Api.withKey(key, api.request("/keys"))).response().body())
        .contains(made)
        .doesNotContain(maker);
  }

  @Test
  void revoking_twice_is_revoking_once() {
    String id = api.key(Scope.READ).text("id");

    api.delete("/keys/" + id).is(204);
    String revokedAt = view(id).path("revokedAt").asString();
    api.delete("/keys/" + id).is(204);

    assertThat(view(id).path("revokedAt").asString()).isEqualTo(revokedAt).isNotEmpty();
    assertThat(view(id).path("state").asString()).isEqualTo("revoked");
    assertThat(actions(id)).containsExactly("key.revoked", "key.created");
  }

  @Test
  void a_key_that_there_is_not_can_not_be_revoked() {
    api.delete("/keys/" + ApiKeyId.next()).isProblem(404);
    api.delete("/keys/x").blames(400, "id");
  }

  @Test
  void a_rotated_key_goes_on_for_as_long_as_was_said() {
    String old = api.key(Scope.READ).text("id");

    Api.Answer made = api.post("/keys/" + old + "/rotate", "{\"keepOldFor\":3600}").is(201);

    assertThat(made.text("id")).isNotEqualTo(old);
    assertThat(made.text("name")).isEqualTo("of a test");
    assertThat(made.json().path("scopes").valueStream().map(JsonNode::asString))
        .containsExactly("read");
    assertThat(made.json().path("expiresAt").isNull()).isTrue();
    assertThat(expiry(view(old))).isBetween(in(Duration.ofMinutes(59)), in(Duration.ofMinutes(61)));
    assertThat(actions(old)).containsExactly("key.rotated", "key.created");
    assertThat(actions(made.text("id"))).containsExactly("key.created");
    api.send(Api.withKey(made.text("key"), api.request("/events"))).is(200);
  }

  @Test
  void by_default_a_rotated_key_goes_on_for_a_day_but_never_longer_than_it_would_have() {
    String forever = api.key(Scope.READ).text("id");
    String shortLived =
        api.post(
                "/keys",
                "{\"name\":\"n\",\"scopes\":[\"read\"],\"expiresAt\":\"%s\"}"
                    .formatted(in(Duration.ofHours(2))))
            .is(201)
            .text("id");

    api.post("/keys/" + forever + "/rotate", "{}").is(201);
    Api.Answer next = api.post("/keys/" + shortLived + "/rotate", "{}").is(201);

    assertThat(expiry(view(forever))).isBetween(in(Duration.ofHours(23)), in(Duration.ofHours(25)));
    assertThat(expiry(view(shortLived))).isBefore(in(Duration.ofMinutes(121)));
    assertThat(expiry(next.json())).isBetween(in(Duration.ofMinutes(119)), in(Duration.ofHours(3)));
  }

  @Test
  void a_key_that_is_good_no_more_can_not_be_rotated() {
    String expired = api.key(Scope.READ).text("id");
    api.post("/keys/" + expired + "/rotate", "{\"keepOldFor\":0}").is(201);
    String revoked = api.key(Scope.READ).text("id");
    api.delete("/keys/" + revoked).is(204);
    int before = keys();

    assertThat(api.post("/keys/" + expired + "/rotate", "{}").isProblem(409).text("detail"))
        .contains("expired");
    assertThat(api.post("/keys/" + revoked + "/rotate", "{}").isProblem(409).text("detail"))
        .contains("revoked");
    assertThat(keys()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "604801", "1.5", "\"60\"", "null", "1e9", "99999999999"})
  void an_old_key_is_kept_for_0_seconds_to_7_days(String seconds) {
    String id = api.key(Scope.READ).text("id");

    api.post("/keys/" + id + "/rotate", "{\"keepOldFor\":%s}".formatted(seconds))
        .blames(400, "keepOldFor");
  }

  @Test
  void who_does_not_have_all_of_a_key_is_told_nothing_of_it() {
    String good = api.key(Scope.READ).text("key");
    String revoked = api.key(Scope.READ).text("key");
    database
        .sql("UPDATE api_keys SET revoked_at = now() WHERE prefix = ?")
        .param(revoked.substring(0, 11))
        .update();
    String secret = "_" + "A".repeat(43);

    List<String> answers =
        List.of(
            refusal("rk_00000000" + secret),
            refusal(good.substring(0, 11) + secret),
            refusal(revoked.substring(0, 11) + secret),
            refusal("a-guess"));

    assertThat(answers).allMatch(answers.getFirst()::equals);
    assertThat(answers.getFirst()).doesNotContain("revoked", "expired");
  }

  @Test
  void who_has_all_of_a_key_is_told_what_became_of_it() {
    Api.Answer revoked = api.key(Scope.READ);
    api.delete("/keys/" + revoked.text("id")).is(204);
    Api.Answer expired = api.key(Scope.READ);
    api.post("/keys/" + expired.text("id") + "/rotate", "{\"keepOldFor\":0}").is(201);

    assertThat(refusal(revoked.text("key"))).contains("revoked");
    assertThat(refusal(expired.text("key"))).contains("expired");
    assertThat(view(expired.text("id")).path("state").asString()).isEqualTo("expired");
  }

  @Test
  void the_last_use_is_written_at_most_once_a_minute() {
    Api.Answer made = api.key(Scope.READ);
    assertThat(view(made.text("id")).path("lastUsedAt").isNull()).isTrue();

    use(made);
    String first = view(made.text("id")).path("lastUsedAt").asString();
    use(made);
    assertThat(view(made.text("id")).path("lastUsedAt").asString()).isEqualTo(first).isNotEmpty();

    database
        .sql("UPDATE api_keys SET last_used_at = now() - interval '61 seconds' WHERE prefix = ?")
        .param(made.text("prefix"))
        .update();
    use(made);
    assertThat(Instant.parse(view(made.text("id")).path("lastUsedAt").asString()))
        .isAfter(Instant.now().minusSeconds(30));
  }

  private void use(Api.Answer made) {
    api.send(Api.withKey(made.text("key"), api.request("/events"))).is(200);
    uses.write();
  }

  private String refusal(String key) {
    Api.Answer answer = api.send(Api.withKey(key, api.request("/events"))).isProblem(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    return answer.response().body();
  }

  private Api.Answer make(String key, String... scopes) {
    String body = "{\"name\":\"n\",\"scopes\":[\"%s\"]}".formatted(String.join("\",\"", scopes));
    return api.send(
        Api.withKey(key, api.request("/keys"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private Api.Answer rotate(String key, String id) {
    return api.send(
        Api.withKey(key, api.request("/keys/" + id + "/rotate"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}")));
  }

  private JsonNode view(String id) {
    return api.get("/keys?limit=200")
        .is(200)
        .json()
        .path("data")
        .valueStream()
        .filter(key -> key.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Instant expiry(JsonNode key) {
    return Instant.parse(key.path("expiresAt").asString());
  }

  private static Instant in(Duration time) {
    return Instant.now().plus(time);
  }

  private List<String> actions(String object) {
    return api.get("/audit?object=" + object)
        .is(200)
        .json()
        .path("data")
        .valueStream()
        .map(entry -> entry.path("action").asString())
        .toList();
  }

  private String stored(String id) {
    return database
        .sql("SELECT to_json(k)::text FROM api_keys k WHERE id = ?")
        .param(ApiKeyId.parse(id).uuid())
        .query(String.class)
        .single();
  }

  private int keys() {
    return database.sql("SELECT count(*) FROM api_keys").query(Integer.class).single();
  }
}
