package relay.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import relay.testservers.TestServers;

/** What a worker logs while Kafka is away, whose client tries again several times a second. */
@Tag("slow")
class OutageLogTest {
  private static final String NAME = "outage_log";
  private static final int CONNECTIONS = 20;

  /** The first of each, of this worker and of the one that other tests share. */
  private static final int MOST = 2;

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @AfterEach
  void stopListening() {
    root.detachAppender(logged);
  }

  @Test
  void what_fails_again_and_again_is_not_logged_each_time() throws IOException {
    try (OtherWorker _ =
        OtherWorker.start(NAME, "relay.kafka.topic=" + NAME, "relay.kafka.group=" + NAME)) {
      logged.setContext(context);
      logged.start();
      root.addAppender(logged);
      TestServers.stoppable().kafka().stop();
      try {
        closeConnections();
      } finally {
        TestServers.stoppable().kafka().start();
      }
    }

    Map<String, Long> lines =
        List.copyOf(logged.list).stream()
            .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
            .collect(Collectors.groupingBy(OutageLogTest::kind, Collectors.counting()));
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy((_, times) -> assertThat(times).isLessThanOrEqualTo(MOST));
  }

  /** In the place of Kafka. */
  private static void closeConnections() throws IOException {
    String address = TestServers.stoppable().kafka().bootstrapServers();
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    try (ServerSocket closing = new ServerSocket()) {
      closing.setReuseAddress(true);
      closing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      closing.setSoTimeout((int) Relay.PATIENCE.toMillis());
      for (int i = 0; i < CONNECTIONS; i++) {
        closing.accept().close();
      }
    }
  }

  private static String kind(ILoggingEvent line) {
    return line.getLoggerName()
        + ": "
        + line.getMessage().replaceAll("[0-9a-f]*[0-9][0-9a-f]*", "#");
  }
}
