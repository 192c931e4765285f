package relay.api.invariant;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.invariant.AcceptedEvents.Batch;

/**
 * One audit is one short transaction: some events more and what was missing, and, as often as is
 * set, what is open, however many events there are to catch up with: where much waits that costs
 * more than all of the rest. Of several api-services one does it. Not thread-safe.
 */
@Component
class InvariantAudit {
  private static final Logger log = LoggerFactory.getLogger(InvariantAudit.class);

  private static final int FEWEST = 100;
  private static final int MOST = 5_000;

  /** An audit that takes longer looks at fewer events next time: it must not be felt. */
  private static final Duration LONG = Duration.ofMillis(250);

  /** It fails rather than hold up what it audits. */
  private static final String GIVE_UP_SOON = "SET LOCAL statement_timeout = '10s'";

  private final AuditRow row;
  private final AcceptedEvents events;
  private final StuckDeliveries stuck;
  private final StateCounts counts;
  private final InvariantProperties properties;
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Clock clock = Clock.systemUTC();
  private final Counter checked;
  private final Map<Kind, Long> told = new EnumMap<>(Kind.class);
  private int batchSize = FEWEST;
  private @Nullable Instant openLookedAt;

  InvariantAudit(
      AuditRow row,
      AcceptedEvents events,
      StuckDeliveries stuck,
      StateCounts counts,
      InvariantProperties properties,
      JdbcClient database,
      TransactionTemplate transaction,
      MeterRegistry registry) {
    this.row = row;
    this.events = events;
    this.stuck = stuck;
    this.counts = counts;
    this.properties = properties;
    this.database = database;
    this.transaction = transaction;
    this.checked =
        Counter.builder("relay.invariant.checked")
            .description("Events that the audit has looked at")
            .register(registry);
  }

  /**
   * What an audit did.
   *
   * @param last whether there are no more events for now
   * @param open whether it looked at what is open, too
   */
  private record Audited(int events, boolean last, boolean open, List<Finding> findings) {}

  /** Audits if it is due; {@code true} if there are more events to look at. */
  boolean run() {
    long start = System.nanoTime();
    Optional<Audited> audited;
    try {
      audited = transaction.execute(_ -> row.takeIfDue().map(this::audit));
    } catch (RuntimeException failure) {
      batchSize = FEWEST;
      throw failure;
    }
    audited.ifPresent(done -> conclude(done, Duration.ofNanos(System.nanoTime() - start)));
    return audited.isPresent() && !audited.get().last();
  }

  private void conclude(Audited audited, Duration took) {
    batchSize =
        took.compareTo(LONG) > 0 ? Math.max(batchSize / 2, FEWEST) : Math.min(batchSize * 2, MOST);
    if (audited.open()) {
      openLookedAt = clock.instant();
    }
    checked.increment(audited.events());
    audited.findings().forEach(this::tell);
    log.atDebug()
        .addKeyValue("events", audited.events())
        .addKeyValue("ms", took.toMillis())
        .log("Audited what was accepted");
  }

  private Audited audit(UUID from) {
    database.sql(GIVE_UP_SOON).update();
    Batch batch = events.next(from, properties.grace(), batchSize);
    int looked = events.check(batch);
    events.recheck();
    List<Finding> findings = new ArrayList<>();
    findings.add(events.missingEvents());
    findings.add(events.missingDeliveries());
    boolean open = batch.last() || isTimeToLookAtWhatIsOpen();
    if (open) {
      findings.add(stuck.find(properties.grace()));
      findings.add(counts.compare());
    }
    row.store(batch.end(), batch.last() ? properties.every() : Duration.ZERO, findings);
    return new Audited(looked, batch.last(), open, findings);
  }

  private boolean isTimeToLookAtWhatIsOpen() {
    return openLookedAt == null
        || Duration.between(openLookedAt, clock.instant()).compareTo(properties.every()) >= 0;
  }

  /** When it changes, so that it is not said each minute. */
  private void tell(Finding finding) {
    Long before = told.put(finding.kind(), finding.difference());
    if (before != null && before == finding.difference()) {
      return;
    }
    if (finding.difference() != 0) {
      log.atError()
          .addKeyValue("kind", finding.kind().label())
          .addKeyValue("difference", finding.difference())
          .addKeyValue("examples", String.join(", ", finding.examples()))
          .log(finding.kind().meaning());
    } else if (before != null) {
      log.atInfo()
          .addKeyValue("kind", finding.kind().label())
          .log("What the audit found missing or stuck is put right");
    }
  }
}
