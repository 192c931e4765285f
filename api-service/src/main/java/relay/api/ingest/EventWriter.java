package relay.api.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.outbox.OutboxProperties;
import relay.columns.Columns;
import relay.model.EventId;
import relay.model.Tenant;
import relay.wire.EventRecord;

/** The one transaction that makes events accepted. Thread-safe. */
@Component
class EventWriter {
  /**
   * Keys are locked in their order, so that two transactions cannot wait for each other. A key that
   * another transaction is inserting makes this one wait for its end.
   */
  private static final String INSERT_KEYS =
      """
      INSERT INTO idempotency_keys (tenant, key, request_hash, event_id)
      SELECT tenant, key, request_hash, event_id
        FROM unnest(?::text[], ?::text[], ?::bytea[], ?::uuid[])
          AS k (tenant, key, request_hash, event_id)
       ORDER BY tenant, key
      ON CONFLICT (tenant, key) DO NOTHING
      RETURNING event_id
      """;

  private static final String READ_KEYS =
      """
      SELECT tenant, key, request_hash, event_id
        FROM idempotency_keys
       WHERE (tenant, key) IN (SELECT * FROM unnest(?::text[], ?::text[]))
      """;

  private static final String INSERT_EVENTS =
      """
      WITH accepted AS (
        INSERT INTO events
               (id, tenant, type, data, occurred_at, ordering_key, subscription_version)
        SELECT id, tenant, type, data, occurred_at, ordering_key,
               (SELECT version FROM subscription_version)
          FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
            AS e (id, tenant, type, data, occurred_at, ordering_key)
        RETURNING id, tenant, ordering_key, subscription_version
      ), waiting AS (
        INSERT INTO outbox (event_id, tenant, ordering_key, next_sweep_at)
        SELECT id, tenant, ordering_key, now() + ?::bigint * interval '1 millisecond' FROM accepted
      )
      SELECT DISTINCT subscription_version FROM accepted
      """;

  private final JdbcTemplate database;
  private final TransactionTemplate transaction;
  private final Duration sweepAfter;

  EventWriter(JdbcTemplate database, TransactionTemplate transaction, OutboxProperties outbox) {
    this.database = database;
    this.transaction = transaction;
    this.sweepAfter = outbox.sweepAfter();
  }

  /**
   * What a committed transaction did.
   *
   * @param results one an event, in their order
   * @param accepted what is new, to be published
   */
  record Written(List<WriteResult> results, List<EventRecord> accepted) {}

  private record TenantKey(Tenant tenant, @Nullable String key) {}

  /** Which keys belong to an earlier request is no reason to undo the rest. */
  Written write(List<NewEvent> events) {
    return inTransaction(events, false);
  }

  /** Writes nothing if a key belongs to another request. */
  Written writeAllOrNone(List<NewEvent> events) {
    return inTransaction(events, true);
  }

  private Written inTransaction(List<NewEvent> events, boolean allOrNone) {
    return transaction.execute(
        status -> {
          List<WriteResult> results = claimKeys(events);
          boolean conflict = results.stream().anyMatch(WriteResult.KeyConflict.class::isInstance);
          if (allOrNone && conflict) {
            status.setRollbackOnly();
            return new Written(results, List.of());
          }
          return new Written(results, insertNew(events, results));
        });
  }

  private List<WriteResult> claimKeys(List<NewEvent> events) {
    List<NewEvent> keyed = events.stream().filter(e -> e.idempotencyKey() != null).toList();
    if (keyed.isEmpty()) {
      return events.stream().<WriteResult>map(e -> new WriteResult.Accepted(e.id())).toList();
    }
    Set<UUID> first = insertKeys(keyed);
    Map<TenantKey, KeyOwner> owners =
        first.size() == keyed.size()
            ? Map.of()
            : readKeys(keyed.stream().filter(e -> !first.contains(e.id().uuid())).toList());
    List<WriteResult> results = new ArrayList<>(events.size());
    for (NewEvent event : events) {
      boolean isNew = event.idempotencyKey() == null || first.contains(event.id().uuid());
      results.add(isNew ? new WriteResult.Accepted(event.id()) : ownedKey(event, owners));
    }
    return results;
  }

  private static WriteResult ownedKey(NewEvent event, Map<TenantKey, KeyOwner> owners) {
    KeyOwner owner = owners.get(new TenantKey(event.tenant(), event.idempotencyKey()));
    if (owner == null) {
      throw new TransientDataAccessResourceException("an idempotency key was purged meanwhile");
    }
    return owner.isSameRequest(event)
        ? new WriteResult.Replayed(owner.event())
        : new WriteResult.KeyConflict();
  }

  private Set<UUID> insertKeys(List<NewEvent> keyed) {
    return new HashSet<>(
        database.query(
            connection -> {
              PreparedStatement insert = connection.prepareStatement(INSERT_KEYS);
              new Columns<>(insert, 1, keyed)
                  .text(EventWriter::tenant)
                  .text(NewEvent::idempotencyKey)
                  .bytea(NewEvent::requestHash)
                  .uuid(event -> event.id().uuid());
              return insert;
            },
            (row, _) -> row.getObject("event_id", UUID.class)));
  }

  private Map<TenantKey, KeyOwner> readKeys(List<NewEvent> keyed) {
    Map<TenantKey, KeyOwner> owners = new HashMap<>();
    database.query(
        connection -> {
          PreparedStatement select = connection.prepareStatement(READ_KEYS);
          new Columns<>(select, 1, keyed).text(EventWriter::tenant).text(NewEvent::idempotencyKey);
          return select;
        },
        row -> {
          owners.put(
              new TenantKey(new Tenant(row.getString("tenant")), row.getString("key")),
              new KeyOwner(
                  new EventId(row.getObject("event_id", UUID.class)),
                  row.getBytes("request_hash")));
        });
    return owners;
  }

  private List<EventRecord> insertNew(List<NewEvent> events, List<WriteResult> results) {
    List<NewEvent> accepted = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      if (results.get(i) instanceof WriteResult.Accepted) {
        accepted.add(events.get(i));
      }
    }
    if (accepted.isEmpty()) {
      return List.of();
    }
    long version = insertEvents(accepted);
    return accepted.stream().map(event -> record(event, version)).toList();
  }

  private long insertEvents(List<NewEvent> events) {
    return database
        .query(
            connection -> {
              PreparedStatement insert = connection.prepareStatement(INSERT_EVENTS);
              insert.setLong(7, sweepAfter.toMillis());
              new Columns<>(insert, 1, events)
                  .uuid(event -> event.id().uuid())
                  .text(EventWriter::tenant)
                  .text(event -> event.type().name())
                  .text(EventWriter::dataText)
                  .timestamptz(NewEvent::timestamp)
                  .text(NewEvent::orderingKey);
              return insert;
            },
            (row, _) -> row.getLong("subscription_version"))
        .getFirst();
  }

  private static String tenant(NewEvent event) {
    return event.tenant().name();
  }

  private static String dataText(NewEvent event) {
    return new String(event.data(), UTF_8);
  }

  private static EventRecord record(NewEvent event, long version) {
    return new EventRecord(
        event.id(),
        event.tenant(),
        event.type(),
        event.timestamp(),
        version,
        event.orderingKey(),
        event.data());
  }
}
