package relay.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.RawHttp;
import relay.model.EventId;

@ApiTest
class IdempotencyTest {
  @Autowired Api api;
  @Autowired RawHttp raw;
  @Autowired JdbcClient database;

  private final String type = Api.newType();
  private final String key = newKey();

  @Test
  void the_same_request_with_the_same_key_is_one_event() {
    String body = body("{\"a\":1}");

    Api.Answer first = api.postWithKey(key, body).is(202);
    Api.Answer second = api.postWithKey(key, body).is(202);

    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(api.storedEvents(type)).isOne();
  }

  @Test
  void what_has_been_fanned_out_is_not_delivered_again_by_a_repetition() {
    EventId event = EventId.parse(api.postWithKey(key, body("1")).is(202).text("id"));
    database.sql("DELETE FROM outbox WHERE event_id = ?").param(event.uuid()).update();

    api.postWithKey(key, body("1")).is(202);

    assertThat(api.isInOutbox(event)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'TYPE','data':2}",
        "{'type':'TYPE','data':1.0}",
        "{'type':'TYPE.other','data':1}",
        "{'type':'TYPE','data':1,'timestamp':'2026-01-01T00:00:00Z'}",
        "{'type':'TYPE','data':1,'orderingKey':'k'}"
      })
  void another_request_with_the_same_key_is_refused_and_not_stored(String other) {
    api.postWithKey(key, body("1")).is(202);

    api.postWithKey(key, other.replace('\'', '"').replace("TYPE", type))
        .blames(422, "Idempotency-Key");

    assertThat(api.storedEvents(type)).isOne();
    assertThat(api.storedEvents(type + ".other")).isZero();
    assertThat(api.postWithKey(key, body("1")).is(202).header("Idempotency-Replayed"))
        .isEqualTo("true");
  }

  @Test
  void requests_without_a_key_are_events_of_their_own() {
    api.event(type);
    api.event(type);

    assertThat(api.storedEvents(type)).isEqualTo(2);
  }

  @Test
  void a_refused_request_does_not_use_its_key_up() {
    api.postWithKey(key, "{\"type\":\"%s\"}".formatted(type)).blames(400, "data");

    assertThat(api.postWithKey(key, body("1")).is(202).header("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void keys_of_1_to_255_printable_characters_are_taken() {
    String one = "~";
    String longest = (newKey() + " !\"#%&'()*,-./:;<=>?@[\\]^_`{|}~").repeat(5).substring(0, 255);

    api.postWithKey(one, body("1")).is(202);
    api.postWithKey(longest, body("1")).is(202);

    assertThat(api.postWithKey(longest, body("1")).header("Idempotency-Replayed"))
        .isEqualTo("true");
    assertThat(api.storedEvents(type)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "tab\tin", "\u00e9", "\u00e2\u0082\u00ac"})
  void another_key_is_refused(String bad) {
    RawHttp.Answer answer =
        raw.send(
            "POST /events",
            "Authorization: Bearer %s\r\nContent-Type: application/json\r\nIdempotency-Key: %s"
                .formatted(Api.KEY, bad),
            body("1"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("application/problem+json", "\"field\":\"Idempotency-Key\"");
    assertThat(api.storedEvents(type)).isZero();
  }

  @Test
  void a_key_of_256_characters_is_refused() {
    api.postWithKey("k".repeat(256), body("1")).blames(400, "Idempotency-Key");

    assertThat(api.storedEvents(type)).isZero();
  }

  @Test
  void two_keys_are_refused_even_if_they_are_the_same() {
    api.send(
            api.request("/events")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body("1"))))
        .blames(400, "Idempotency-Key");

    assertThat(api.storedEvents(type)).isZero();
  }

  @Test
  void many_requests_at_once_with_one_key_are_one_event() throws Exception {
    List<Api.Answer> answers = atOnce(32, _ -> api.postWithKey(key, body("1")));

    assertThat(answers).allSatisfy(answer -> answer.is(202));
    assertThat(answers).extracting(answer -> answer.text("id")).containsOnly(idOfKey());
    assertThat(answers)
        .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
        .hasSize(1);
    assertThat(api.storedEvents(type)).isOne();
  }

  @Test
  void of_two_requests_that_race_for_a_key_one_wins_and_the_other_is_refused_each_time()
      throws Exception {
    List<Api.Answer> answers = atOnce(32, n -> api.postWithKey(key, body(Integer.toString(n % 2))));

    assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(16);
    assertThat(answers).filteredOn(answer -> answer.status() == 422).hasSize(16);
    assertThat(api.storedEvents(type)).isOne();
  }

  /** No process that has seen the request runs any longer: what it knew is in the database. */
  @Test
  void a_key_is_remembered_by_the_database_and_not_by_the_process() {
    String id = api.postWithKey(key, body("1")).is(202).text("id");
    String ofAnotherProcess = newKey();
    database
        .sql("UPDATE idempotency_keys SET key = :other WHERE key = :key")
        .param("other", ofAnotherProcess)
        .param("key", key)
        .update();

    Api.Answer replayed = api.postWithKey(ofAnotherProcess, body("1")).is(202);
    Api.Answer forgotten = api.postWithKey(key, body("1")).is(202);

    assertThat(replayed.text("id")).isEqualTo(id);
    assertThat(forgotten.header("Idempotency-Replayed")).isEmpty();
  }

  private interface Post {
    Api.Answer answer(int number);
  }

  private static List<Api.Answer> atOnce(int clients, Post post) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Api.Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Api.Answer>> sendings =
          IntStream.range(0, clients)
              .mapToObj(
                  n ->
                      threads.submit(
                          (Callable<Api.Answer>)
                              () -> {
                                start.await();
                                return post.answer(n);
                              }))
              .toList();
      start.countDown();
      for (Future<Api.Answer> sending : sendings) {
        answers.add(sending.get());
      }
    }
    return answers;
  }

  private String idOfKey() {
    return database
        .sql("SELECT event_id FROM idempotency_keys WHERE key = ?")
        .param(key)
        .query((row, _) -> new EventId(row.getObject("event_id", UUID.class)).toString())
        .single();
  }

  private String body(String data) {
    return "{\"type\":\"%s\",\"data\":%s}".formatted(type, data);
  }

  private static String newKey() {
    return "key-" + UUID.randomUUID();
  }
}
