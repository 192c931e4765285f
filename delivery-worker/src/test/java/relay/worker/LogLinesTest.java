package relay.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import relay.model.EventId;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;

/** What a worker logs of an attempt, with all that its own classes can be asked for. */
@WorkerTest
class LogLinesTest {
  private static final String HEAD = "Content-Length: 8\r\nX-Answer: hidden-7\r\n\r\n";

  enum Conduct {
    SUCCEEDS("HTTP/1.1 200 OK\r\n" + HEAD + "hidden-7"),
    FAILS("HTTP/1.1 500 Fault\r\n" + HEAD + "hidden-7"),
    ASKS_FOR_A_REST("HTTP/1.1 429 Slow\r\nRetry-After: 1\r\n" + HEAD + "hidden-7"),
    IS_GONE("HTTP/1.1 410 Gone\r\n" + HEAD + "hidden-7"),
    TAKES_TOO_LONG("HTTP/1.1 200 OK\r\n" + HEAD + "hidden"),
    SPEAKS_NO_HTTP("hidden-7\r\n\r\n"),
    BREAKS_HTTP("HTTP/1.1 200 OK\r\nTransfer-Encoding: hidden-7\r\n\r\n"),
    BREAKS_OFF("HTTP/1.1 200 OK\r\nX-Answer: hidden-7");

    private final String answer;

    Conduct(String answer) {
      this.answer = answer;
    }

    private void answer(OutputStream out) throws IOException, InterruptedException {
      out.write(answer.getBytes(UTF_8));
      if (this == TAKES_TOO_LONG) {
        new CountDownLatch(1).await();
      }
    }
  }

  @Autowired Relay relay;
  @Autowired SecretCipher cipher;

  private final String type = Relay.newType();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger own = context.getLogger("relay");
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    own.setLevel(Level.TRACE);
    logged.setContext(context);
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(logged);
    own.setLevel(null);
  }

  @ParameterizedTest
  @EnumSource
  void neither_data_nor_answers_nor_secrets_are_logged(Conduct conduct) throws Exception {
    try (RawServer server = new RawServer(conduct::answer)) {
      WebhookId webhook = relay.webhook(server.url(), type, Duration.ofSeconds(1));
      relay.storeSecretHeader(
          webhook, "Cookie", cipher.encryptHeader(webhook, "Cookie", "hidden-8"));
      EventId event = relay.post(type, "\"hidden-9\"");

      await()
          .atMost(Relay.PATIENCE)
          .until(
              () ->
                  lines().stream()
                      .anyMatch(
                          line -> line.contains("Attempted") && line.contains(event.toString())));
      relay.delete(webhook);
      await().atMost(Relay.PATIENCE).until(() -> !relay.log(event).isEmpty());
    }

    assertThat(lines())
        .noneMatch(line -> line.contains("hidden"))
        .noneMatch(line -> line.contains(Relay.SECRET.reveal()))
        .noneMatch(line -> line.contains(keyOf(Relay.FIRST_KEY)));
  }

  private static String keyOf(String idAndKey) {
    return idAndKey.substring(idAndKey.indexOf(':') + 1);
  }

  private List<String> lines() {
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat("logstash");
    encoder.setCharset(UTF_8);
    encoder.start();
    return List.copyOf(logged.list).stream()
        .map(line -> new String(encoder.encode(line), UTF_8))
        .toList();
  }
}
