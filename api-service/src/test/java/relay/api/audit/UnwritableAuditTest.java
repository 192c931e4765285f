package relay.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
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
      database.sql("ALTER TABLE audit_log ADD CONSTRAINT fails CHECK (false) NOT VALID").update();

      api.send(request).isProblem(500);

      mend();
      assertThat(routes.stored()).as(route.toString()).isEqualTo(before);
    }
  }

  @Test
  void a_payload_is_not_shown_without_its_entry() {
    String event = api.event(Api.newType(), "\"hidden-7\"").toString();
    database.sql("ALTER TABLE audit_log ADD CONSTRAINT fails CHECK (false) NOT VALID").update();

    Api.Answer answer = api.get("/events/" + event).isProblem(500);

    assertThat(answer.response().body()).doesNotContain("hidden-7");
  }
}
