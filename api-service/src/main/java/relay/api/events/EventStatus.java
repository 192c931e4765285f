package relay.api.events;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.api.paging.Where;
import relay.model.DeliveryState;

/**
 * What became of events, as lists are narrowed and counted by it. An event is of each status that
 * one of its deliveries has, so it may be of several.
 *
 * @param label waiting (not yet fanned out), unmatched (nobody was subscribed), or the state of a
 *     delivery
 * @param rows what to select from, one row or more for each event of the status
 */
record EventStatus(String label, String rows) {
  static final List<EventStatus> ALL =
      Stream.concat(
              Stream.of(
                  new EventStatus("waiting", "outbox"),
                  new EventStatus("unmatched", "unmatched_events")),
              Arrays.stream(DeliveryState.values()).map(EventStatus::ofDelivery))
          .toList();

  /** The state stands in the text, since only so is its partial index found. */
  private static EventStatus ofDelivery(DeliveryState state) {
    String label = state.label();
    return new EventStatus(
        label, "(SELECT tenant, event_id FROM deliveries WHERE state = '%s')".formatted(label));
  }

  /**
   * The status with this label.
   *
   * @throws IllegalArgumentException with a sentence fit for users if there is none
   */
  static EventStatus of(String label) {
    return ALL.stream()
        .filter(status -> status.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + ALL.stream().map(EventStatus::label).collect(Collectors.joining(", "))));
  }

  /**
   * Selects the ids of events of this status, the newest first. It begins with the rows of the
   * status and not with the events, since a status may be rare and all of it old.
   */
  EventIds ids(EventFilter filter) {
    return filter.type() == null ? idsOfAnyType(filter) : idsOfType(filter);
  }

  private EventIds idsOfAnyType(EventFilter filter) {
    Where where = filter.of("s", "event_id");
    return new EventIds(
        """
        SELECT DISTINCT s.event_id AS id
          FROM %s AS s
         %s
         ORDER BY id DESC
        """
            .formatted(rows, where.sql()),
        where.values());
  }

  /** Either of the two tables may be the one to begin with, so both are told the time and page. */
  private EventIds idsOfType(EventFilter filter) {
    Where where = filter.of("s", "event_id").and("e.type = ?", filter.type());
    filter.within(where, "e.id");
    return new EventIds(
        """
        SELECT DISTINCT s.event_id AS id
          FROM %s AS s
          JOIN events e ON e.id = s.event_id
         %s
         ORDER BY id DESC
        """
            .formatted(rows, where.sql()),
        where.values());
  }
}
