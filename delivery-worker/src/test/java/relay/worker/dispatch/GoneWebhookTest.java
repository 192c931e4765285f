package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.testservers.Receiver;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
class GoneWebhookTest {
  @Autowired Relay relay;
  @Autowired JdbcClient database;

  @Test
  void an_endpoint_that_is_gone_disables_its_webhook_and_is_asked_no_more() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(410)) {
      WebhookId webhook = relay.webhook(receiver.url(), type);
      EventId first = relay.post(type);
      relay.awaitStates(first, "exhausted");
      await().until(() -> !enabled(webhook));

      EventId second = relay.post(type);
      relay.awaitStates(second, "pending");

      assertThat(receiver.requests()).hasSize(1);
      assertThat(row(webhook)).containsEntry("disabled_reason", "gone");
      assertThat(row(webhook).get("disabled_at")).isNotNull();
      assertThat(audit(webhook)).containsExactly("relay delivery-worker webhook.disabled");
    }
  }

  private boolean enabled(WebhookId webhook) {
    return Boolean.TRUE.equals(row(webhook).get("enabled"));
  }

  private Map<String, Object> row(WebhookId webhook) {
    return database
        .sql("SELECT enabled, disabled_reason, disabled_at FROM webhooks WHERE id = ?")
        .param(webhook.uuid())
        .query()
        .singleRow();
  }

  private List<String> audit(WebhookId webhook) {
    return database
        .sql(
            "SELECT concat_ws(' ', actor_kind, actor_name, action) FROM audit_log WHERE object_id ="
                + " ?")
        .param(webhook.toString())
        .query(String.class)
        .list();
  }
}
