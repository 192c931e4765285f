package relay.system.states;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;
import relay.model.AttemptId;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.StackOptions;
import relay.stack.servers.Folders;
import relay.system.Api;
import relay.system.PreparedServices;
import relay.worker.attempt.Claim;
import relay.worker.dispatch.Claims;
import relay.worker.fanout.FanOuts;
import relay.worker.recording.Results;

/**
 * The real relay, where nothing happens by itself: api-service as a process of its own, the
 * statements of a worker, and a clock that stands still.
 */
final class Relay implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(45);

  /** Where an event is delivered to. */
  record Target(EventId event, WebhookId webhook) {}

  /** A row of the log. */
  record Logged(
      DeliveryId delivery,
      int attempt,
      String outcome,
      boolean stale,
      @Nullable Instant nextAttempt) {}

  /** An entry of the audit log. */
  record Audited(String action, String object) {}

  /** What one worker has room for. */
  record Room(Map<WebhookId, Integer> slots) {}

  private final Path folder;
  private final LocalStack stack;
  private final HikariDataSource source;
  private final JdbcClient database;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  final Api api;
  final VirtualClock clock;
  final Claims claims;
  final FanOuts fanOuts;
  final Results results;

  private Relay(Path folder, LocalStack stack) {
    Map<String, String> worker = Objects.requireNonNull(stack.leftOut().get(Service.WORKER));
    this.folder = folder;
    this.stack = stack;
    this.source = new HikariDataSource();
    source.setJdbcUrl(worker.get("SPRING_DATASOURCE_URL"));
    source.setUsername(worker.get("SPRING_DATASOURCE_USERNAME"));
    source.setPassword(worker.get("SPRING_DATASOURCE_PASSWORD"));
    source.addDataSourceProperty("options", VirtualClock.CONNECTION_OPTIONS);
    this.database = JdbcClient.create(source);
    this.api = new Api(stack);
    this.clock = VirtualClock.start(database);
    JdbcTemplate template = new JdbcTemplate(source);
    this.claims = new Claims(template, LEASE);
    this.fanOuts =
        new FanOuts(template, new TransactionTemplate(new JdbcTransactionManager(source)), LEASE);
    this.results = new Results(template);
  }

  static Relay start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("relay-states-");
    StackOptions options =
        PreparedServices.in(folder)
            .without(Set.of(Service.WORKER))
            .withEnvironment(
                Map.of(
                    "SPRING_DATASOURCE_HIKARI_DATASOURCEPROPERTIES_OPTIONS",
                    VirtualClock.CONNECTION_OPTIONS));
    return new Relay(folder, LocalStack.start(options, System.out::println));
  }

  /** Forgets all but the audit log. */
  void clear() {
    for (String table :
        List.of("outbox", "deliveries", "delivery_logs", "delivery_counts", "webhooks", "events")) {
      database.sql("DELETE FROM " + table).update();
    }
  }

  /** Several workers claim at the same time. */
  List<Claim> claimAtOnce(DeliveryState state, List<Room> rooms) {
    List<Future<List<Claim>>> running =
        rooms.stream()
            .map(room -> workers.submit(() -> claims.claim(state, room.slots())))
            .toList();
    List<Claim> claimed = new ArrayList<>();
    try {
      for (Future<List<Claim>> one : running) {
        claimed.addAll(one.get());
      }
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
    return claimed;
  }

  Map<Target, Delivery> deliveries() {
    Map<Target, Delivery> found = new HashMap<>();
    database
        .sql("SELECT * FROM deliveries")
        .query(
            row -> {
              found.put(
                  new Target(
                      new EventId(row.getObject("event_id", UUID.class)),
                      new WebhookId(row.getObject("webhook_id", UUID.class))),
                  new Delivery(
                      new DeliveryId(row.getObject("id", UUID.class)),
                      DeliveryState.of(row.getString("state")),
                      row.getInt("attempts"),
                      row.getInt("series_attempts"),
                      instant(row, "next_attempt_at"),
                      row.getObject("claim_token", UUID.class),
                      instant(row, "lease_until")));
            });
    return found;
  }

  DeliveryId delivery(Target target) {
    @Nullable Delivery stored = deliveries().get(target);
    if (stored == null) {
      throw new AssertionError("no delivery was made to " + target);
    }
    return stored.id();
  }

  Map<AttemptId, Logged> log() {
    Map<AttemptId, Logged> found = new HashMap<>();
    database
        .sql("SELECT * FROM delivery_logs")
        .query(
            row -> {
              found.put(
                  new AttemptId(row.getObject("id", UUID.class)),
                  new Logged(
                      new DeliveryId(row.getObject("delivery_id", UUID.class)),
                      row.getInt("attempt"),
                      row.getString("outcome"),
                      row.getBoolean("stale"),
                      instant(row, "next_attempt_at")));
            });
    return found;
  }

  /** As the dashboard has them. */
  Map<DeliveryState, Long> counts() {
    Map<DeliveryState, Long> found = new HashMap<>();
    database
        .sql(
            """
            SELECT state, sum(delta) AS count FROM delivery_counts
             GROUP BY state
            HAVING sum(delta) <> 0
            """)
        .query(
            row -> {
              found.put(DeliveryState.of(row.getString("state")), row.getLong("count"));
            });
    return found;
  }

  /** What was done to these. */
  List<Audited> audited(Collection<String> objects) {
    return database
        .sql("SELECT action, object_id FROM audit_log WHERE object_id = ANY (?)")
        .param(new SqlArrayValue("text", objects.toArray()))
        .query((row, _) -> new Audited(row.getString("action"), row.getString("object_id")))
        .list();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  @Override
  public void close() {
    workers.close();
    source.close();
    api.close();
    stack.close();
    try {
      Folders.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
