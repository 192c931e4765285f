package relay.api.testevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.body.JsonBody;
import relay.api.ingest.EventReader;
import relay.api.ingest.TypeAndData;
import relay.api.problem.Problem;
import relay.model.DeliveryId;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.WebhookId;

/** POST /webhooks/{id}/test. */
@RestController
class TestEventsApi {
  private static final TypeAndData DEFAULT =
      new TypeAndData(
          new EventType("relay.test"),
          "{\"message\":\"This is a test event, sent by hand to this webhook alone.\"}"
              .getBytes(UTF_8));

  /** The answer. */
  record Sent(String eventId, String deliveryId) {}

  private final EventReader reader;
  private final TestEventWriter writer;

  TestEventsApi(EventReader reader, TestEventWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  @PostMapping("/webhooks/{id}/test")
  @Needs(Scope.MANAGE_WEBHOOKS)
  ResponseEntity<Sent> send(Caller caller, @PathVariable String id, HttpServletRequest request) {
    WebhookId webhook = Problem.parse("id", id, WebhookId::parse);
    TypeAndData content =
        reader.typeAndData(JsonBody.read(request, EventReader.MAX_EVENT_BYTES), DEFAULT);
    EventId event = EventId.next();
    DeliveryId delivery = DeliveryId.next();
    writer.write(caller, event, content, delivery, webhook);
    return ResponseEntity.accepted().body(new Sent(event.toString(), delivery.toString()));
  }
}
