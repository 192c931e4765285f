package relay.api.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import relay.api.outbox.OutboxPublisher;
import relay.api.problem.FieldError;
import relay.api.problem.Kind;
import relay.api.problem.Outage;
import relay.api.problem.Problem;
import relay.model.EventId;
import relay.model.Tenant;

/** From the bytes of a request to a receipt, which means that the events are committed. */
@Component
class Ingest {
  private final EventReader reader;
  private final GroupCommit groupCommit;
  private final EventWriter writer;
  private final OutboxPublisher publisher;

  Ingest(
      EventReader reader, GroupCommit groupCommit, EventWriter writer, OutboxPublisher publisher) {
    this.reader = reader;
    this.groupCommit = groupCommit;
    this.writer = writer;
    this.publisher = publisher;
  }

  Receipt one(Tenant tenant, byte[] body, @Nullable String idempotencyKey) {
    NewEvent event = reader.event(body).check(EventId.next(), tenant, idempotencyKey);
    return receipt(event, groupCommit.write(event), IdempotencyKey.HEADER);
  }

  /** A batch is a group already, and is written whole or not at all. */
  List<Receipt> batch(Tenant tenant, byte[] body) {
    List<NewEvent> events = new ArrayList<>();
    for (EventFields fields : reader.batch(body)) {
      events.add(fields.check(EventId.next(), tenant, fields.idempotencyKey()));
    }
    EventWriter.Written written = write(events);
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      String field = "events[%d].idempotencyKey".formatted(i);
      receipts.add(receipt(events.get(i), written.results().get(i), field));
    }
    publisher.publish(written.accepted());
    return receipts;
  }

  private EventWriter.Written write(List<NewEvent> events) {
    try {
      return writer.writeAllOrNone(events);
    } catch (RuntimeException failure) {
      throw Outage.caused(failure) ? Outage.problem() : failure;
    }
  }

  private static Receipt receipt(NewEvent event, WriteResult result, String keyField) {
    return switch (result) {
      case WriteResult.Accepted(EventId id) -> new Receipt(id, event.type().name(), false);
      case WriteResult.Replayed(EventId id) -> new Receipt(id, event.type().name(), true);
      case WriteResult.KeyConflict() ->
          throw new Problem(
              Kind.IDEMPOTENCY_KEY_REUSED,
              keyField + " was used for another request; use a new key, or repeat that request.",
              List.of(new FieldError(keyField, "was used for another request")));
    };
  }
}
