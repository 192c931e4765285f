package relay.api.ingest;

import java.util.Set;
import relay.model.EventType;

/**
 * What an event says, without when and in which order.
 *
 * @param data JSON in UTF-8, as it was posted
 */
public record TypeAndData(EventType type, byte[] data) {
  static final Set<String> FIELDS = Set.of(EventFields.TYPE, EventFields.DATA);
}
