package relay.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.model.EventId;

@ApiTest
class EventPostTest {
  @Autowired Api api;
  @Autowired JdbcClient database;

  @Test
  void an_event_is_answered_with_its_id_and_is_stored_with_its_outbox_row() {
    String type = Api.newType();

    Api.Answer answer =
        api.post("/events", "{\"type\":\"%s\",\"data\":{\"a\":1}}".formatted(type)).is(202);

    EventId id = EventId.parse(answer.text("id"));
    assertThat(answer.text("type")).isEqualTo(type);
    assertThat(Instant.parse(answer.text("createdAt"))).isEqualTo(id.createdAt());
    assertThat(answer.header("Idempotency-Replayed")).isEmpty();
    assertThat(api.storedEvents(type)).isOne();
    assertThat(api.isInOutbox(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "\"\"",
        "\"text with \\u0000 \\/ \\ud83d\\ude00 and Zoë 😀 }],\"",
        "9007199254740993",
        "-0.1000000000000000000000000000000000001",
        "1e400",
        "[ 1 , [ ] , { } ]",
        "{ \"b\" : 1 ,\n \"a\" : [ 18446744073709551615, 1.0, 1.00 ], \"b\":2 }"
      })
  void data_is_kept_character_for_character(String data) {
    String type = Api.newType();

    EventId first = api.event(type, data);
    api.post("/events", "{ \"data\" : %s  , \"type\": \"%s\" } ".formatted(data, type)).is(202);

    assertThat(
            database
                .sql("SELECT data FROM events WHERE type = ?")
                .param(type)
                .query(String.class)
                .list())
        .containsExactly(data, data);
    assertThat(api.get("/events/" + first).response().body()).contains("\"data\":" + data);
  }

  @Test
  void a_number_of_many_digits_is_kept() {
    String type = Api.newType();
    String number = "1".repeat(5_000) + "." + "2".repeat(5_000);

    api.event(type, number);

    assertThat(storedData(type)).isEqualTo(number);
  }

  @Test
  void a_timestamp_is_kept_to_the_microsecond_and_defaults_to_now() {
    String given = Api.newType();
    String defaulted = Api.newType();

    api.post(
            "/events",
            "{\"type\":\"%s\",\"data\":1,\"timestamp\":\"2026-01-02T03:04:05.123456789+02:00\"}"
                .formatted(given))
        .is(202);
    EventId id = api.event(defaulted);

    assertThat(timestamp(given)).isEqualTo("2026-01-02T01:04:05.123456Z");
    assertThat(timestamp(defaulted)).isEqualTo(id.createdAt());
  }

  @Test
  void optional_fields_may_be_null() {
    api.post(
            "/events",
            "{\"type\":\"%s\",\"data\":null,\"timestamp\":null,\"orderingKey\":null}"
                .formatted(Api.newType()))
        .is(202);
  }

  @Test
  void an_ordering_key_is_kept_with_the_event_and_its_outbox_row() {
    String type = Api.newType();

    api.post(
            "/events",
            "{\"type\":\"%s\",\"data\":1,\"orderingKey\":\"customer 7 é\"}".formatted(type))
        .is(202);

    assertThat(
            database
                .sql(
                    """
                    SELECT e.ordering_key || '|' || o.ordering_key
                      FROM events e JOIN outbox o ON o.event_id = e.id
                     WHERE type = ?
                    """)
                .param(type)
                .query(String.class)
                .single())
        .isEqualTo("customer 7 é|customer 7 é");
  }

  @Test
  void an_event_posted_right_after_a_webhook_was_registered_bears_at_least_its_version() {
    for (int round = 0; round < 20; round++) {
      String type = Api.newType();
      api.webhook(type);
      long version =
          database.sql("SELECT version FROM subscription_version").query(Long.class).single();

      api.event(type);

      assertThat(
              database
                  .sql("SELECT subscription_version FROM events WHERE type = ?")
                  .param(type)
                  .query(Long.class)
                  .single())
          .isGreaterThanOrEqualTo(version);
    }
  }

  private String storedData(String type) {
    return database
        .sql("SELECT data FROM events WHERE type = ?")
        .param(type)
        .query(String.class)
        .single();
  }

  private Instant timestamp(String type) {
    return database
        .sql("SELECT occurred_at FROM events WHERE type = ?")
        .param(type)
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  /** Two webhooks with the address of the relay would double an event without end. */
  @Test
  void a_delivery_of_this_relay_is_not_taken_as_an_event() {
    String own = database.sql("SELECT id::text FROM installation").query(String.class).single();
    String type = Api.newType();
    String event = "{\"type\":\"%s\",\"data\":1}".formatted(type);
    for (String[] call :
        new String[][] {
          {"/events", event}, {"/events/batch", "{\"events\":[%s]}".formatted(event)}
        }) {
      Api.Answer refused = api.send(delivered(call[0], call[1], own)).isProblem(409);
      assertThat(refused.text("detail")).startsWith("A delivery of this relay is no event");
      api.send(delivered(call[0], call[1], UUID.randomUUID().toString())).is(202);
    }
    assertThat(api.storedEvents(type)).isEqualTo(2);
  }

  private HttpRequest.Builder delivered(String path, String body, String origin) {
    return api.request(path)
        .header("Content-Type", "application/json")
        .header("Relay-Installation", origin)
        .POST(BodyPublishers.ofString(body));
  }
}
