package relay.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Browser;
import relay.api.Routes;
import relay.api.Routes.Route;

/** What cannot be written down is not done. */
@ApiTest
class UnwritableAuditTest {
  @Autowired Api api;
  @Autowired Routes routes;
  @Autowired JdbcClient database;

  @AfterEach
  void mend() {
    database.sql("ALTER TABLE audit_log DROP CONSTRAINT IF EXISTS fails").update();
  }

  @Test
  void nothing_is_changed_without_its_entry() {
    for (Route route : routes.ofCallers()) {
      if (route.isRead() || route.isIngest()) {
        continue;
      }
      var request = routes.request(route);
      String before = routes.stored();
      fail();

      api.send(request).isProblem(500);

      mend();
      assertThat(routes.stored()).as(route.toString()).isEqualTo(before);
    }
  }

  @Test
  void nobody_logs_in_or_out_or_changes_their_password_without_its_entry() {
    String userName = Api.newUserName();
    api.post(
            "/people",
            "{\"userName\": \"%s\", \"role\": \"viewer\", \"password\": \"%s\"}"
                .formatted(userName, Api.ADMIN_PASSWORD))
        .is(201);
    Browser inside = api.browser();
    inside.logIn(userName, Api.ADMIN_PASSWORD).is(200);
    Browser outside = api.browser();
    fail();

    outside.logIn(userName, Api.ADMIN_PASSWORD).isProblem(500);
    inside
        .put(
            "/session/password",
            "{\"oldPassword\": \"%s\", \"newPassword\": \"another-7-password\"}"
                .formatted(Api.ADMIN_PASSWORD))
        .isProblem(500);
    inside.delete("/session").isProblem(500);

    mend();
    outside.get("/session").isProblem(401);
    inside.get("/session").is(200);
    outside.logIn(userName, Api.ADMIN_PASSWORD).is(200);
  }

  private void fail() {
    database.sql("ALTER TABLE audit_log ADD CONSTRAINT fails CHECK (false) NOT VALID").update();
  }

  @Test
  void a_payload_is_not_shown_without_its_entry() {
    String event = api.event(Api.newType(), "\"hidden-7\"").toString();
    fail();

    Api.Answer answer = api.get("/events/" + event).isProblem(500);

    assertThat(answer.response().body()).doesNotContain("hidden-7");
  }
}
