package relay.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.WebhookId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes what is logged as {@code logging.structured.format.console} would have it. Alone, since a
 * context that starts takes the appenders of tests away.
 */
@ApiTest
@Isolated
class LogLinesTest {
  @Autowired Api api;
  @Autowired StoredDeliveries stored;
  @Autowired JdbcClient database;

  private final String type = Api.newType();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.setContext(context);
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(logged);
  }

  @ParameterizedTest
  @ValueSource(strings = {"logstash", "ecs"})
  void lines_are_json_that_names_what_they_are_about(String format) {
    WebhookId webhook = api.webhook(type);
    DeliveryId delivery = stored.delivery(api.event(type), webhook, DeliveryState.EXHAUSTED);
    api.post("/deliveries/" + delivery + "/retry").is(200);

    assertThat(lines(format))
        .map(JsonMapper.shared()::readTree)
        .anyMatch(line -> has(line, "object", webhook) && has(line, "action", "webhook.registered"))
        .anyMatch(line -> has(line, "object", delivery) && has(line, "action", "delivery.retried"));
  }

  @Test
  void neither_secrets_nor_headers_are_logged() {
    Api.Answer webhook =
        api.post(
                "/webhooks",
                "{\"url\":\"http://a/\",\"eventTypes\":[\"%s\"],\"headers\":{\"X\":\"hidden-7\",\"Cookie\":\"hidden-7\"}}"
                    .formatted(type))
            .is(201);
    api.patch("/webhooks/" + webhook.text("id"), "{\"enabled\":false}").is(200);
    Api.Answer rotated = api.post("/webhooks/" + webhook.text("id") + "/secret", "{}").is(200);

    assertThat(lines("logstash"))
        .anyMatch(line -> line.contains("webhook.secret_rotated"))
        .noneMatch(line -> line.contains(webhook.text("secret")))
        .noneMatch(line -> line.contains(rotated.text("secret")))
        .noneMatch(line -> line.contains("hidden-7"))
        .noneMatch(line -> line.contains(Api.KEY));
  }

  /** PostgreSQL tells the whole row whose check failed. */
  @Test
  void an_event_that_could_not_be_stored_is_not_logged() {
    database
        .sql(
            "ALTER TABLE events ADD CONSTRAINT fails CHECK (type <> '%s') NOT VALID"
                .formatted(type))
        .update();
    try {
      api.post("/events", "{\"type\":\"%s\",\"data\":\"hidden-7\"}".formatted(type)).isProblem(500);
    } finally {
      database.sql("ALTER TABLE events DROP CONSTRAINT fails").update();
    }

    assertThat(lines("logstash"))
        .anyMatch(line -> line.contains("violates check constraint"))
        .noneMatch(line -> line.contains("hidden-7"));
  }

  private static boolean has(JsonNode line, String name, Object value) {
    return line.path(name).asString("").equals(value.toString());
  }

  private List<String> lines(String format) {
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    encoder.setCharset(UTF_8);
    encoder.start();
    return List.copyOf(logged.list).stream()
        .map(event -> new String(encoder.encode(event), UTF_8))
        .toList();
  }
}
