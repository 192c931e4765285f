package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import relay.testservers.Receiver;
import relay.testservers.TestServers;
import relay.wire.EventRecord;

/** What a worker logs while PostgreSQL is away: each failure with its cause, and not each time. */
@Tag("slow")
class OutageLogTest {
  private static final String NAME = "outage_log";

  /** The first and the end of each, of this worker and of the one that other tests share. */
  private static final int MOST = 4;

  private static final int ROUNDS = 3 * MOST;

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @Test
  void what_fails_again_and_again_is_not_logged_each_time() {
    String type = Relay.newType();
    try (Receiver receiver = Receiver.answering(200);
        OtherWorker worker =
            OtherWorker.start(NAME, "relay.kafka.topic=" + NAME, "relay.kafka.group=" + NAME)) {
      Relay relay = worker.relay();
      relay.webhook(receiver.url(), type);
      EventRecord event = relay.accept(type);
      listen();
      TestServers.stoppable().postgres().stop();
      try {
        relay.publish(event);
        await()
            .atMost(Relay.PATIENCE.multipliedBy(3))
            .until(() -> failedBatches(worker.bean(MeterRegistry.class)) >= ROUNDS);
      } finally {
        TestServers.stoppable().postgres().start();
      }
      relay.awaitStates(event.id(), "succeeded");
    }

    Map<String, Long> lines =
        List.copyOf(logged.list).stream()
            .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
            .collect(Collectors.groupingBy(OutageLogTest::kind, Collectors.counting()));
    assertThat(lines).isNotEmpty().allSatisfy((_, times) -> assertThat(times).isLessThan(MOST));
  }

  private static long failedBatches(MeterRegistry registry) {
    return registry.find("spring.kafka.listener").tag("result", "failure").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private void listen() {
    logged.setContext(context);
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(logged);
  }

  private static String kind(ILoggingEvent line) {
    return line.getLoggerName()
        + ": "
        + line.getMessage().replaceAll("[0-9a-f]*[0-9][0-9a-f]*", "#");
  }
}
