package relay.api.replay;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.body.ObjectBody;
import relay.api.body.ObjectFields;
import relay.api.deliveries.DeliveryView;
import relay.api.problem.Problem;
import relay.model.EventId;
import relay.model.WebhookId;

/** POST /events/{id}/replay. */
@RestController
class ReplayApi {
  private static final int MAX_WEBHOOKS = 100;

  /** The answer. */
  record Replayed(List<DeliveryView> deliveries) {}

  private final ObjectBody bodies;
  private final Replay replay;

  ReplayApi(ObjectBody bodies, Replay replay) {
    this.bodies = bodies;
    this.replay = replay;
  }

  @PostMapping("/events/{id}/replay")
  @Needs(Scope.OPERATE_DELIVERIES)
  ResponseEntity<Replayed> replay(
      Caller caller, @PathVariable String id, HttpServletRequest request) {
    EventId event = Problem.parse("id", id, EventId::parse);
    ObjectFields fields = new ObjectFields(bodies.read(request));
    @Nullable List<WebhookId> webhooks =
        fields.texts(Replay.WEBHOOK_IDS, MAX_WEBHOOKS, WebhookId::parse);
    fields.check();
    List<DeliveryView> deliveries =
        webhooks == null ? replay.toSubscribers(caller, event) : replay.to(caller, event, webhooks);
    return ResponseEntity.accepted().body(new Replayed(deliveries));
  }
}
