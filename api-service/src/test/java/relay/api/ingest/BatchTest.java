package relay.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.model.EventId;
import tools.jackson.databind.JsonNode;

@ApiTest
class BatchTest {
  private static final int MAX_EVENT_BYTES = 262_144;
  private static final int MAX_BATCH_BYTES = 8_388_608;

  @Autowired Api api;
  @Autowired JdbcClient database;

  private final String type = Api.newType();

  /** As a fan-out to nobody does: what stays would be swept, again and again. */
  @AfterEach
  void fanOut() {
    database
        .sql("DELETE FROM outbox USING events WHERE event_id = id AND type = ?")
        .param(type)
        .update();
  }

  @Test
  void a_thousand_events_are_one_transaction_with_a_result_each_in_their_order() {
    Api.Answer answer = post(IntStream.range(0, 1_000).mapToObj(this::event)).is(202);
    JsonNode results = answer.json().path("results");

    assertThat(answer.header("Content-Length"))
        .as("not in chunks")
        .isEqualTo(Integer.toString(answer.response().body().length()));
    assertThat(results).hasSize(1_000);
    for (int i = 0; i < 1_000; i++) {
      JsonNode result = results.get(i);
      EventId id = EventId.parse(result.path("id").asString());
      assertThat(result.path("type").asString()).isEqualTo(type);
      assertThat(result.path("createdAt").asString()).isEqualTo(id.createdAt().toString());
      assertThat(result.path("replayed").booleanValue()).isFalse();
    }
    assertThat(results.findValuesAsString("id")).containsExactlyElementsOf(storedIdsByData());
    assertThat(
            database
                .sql("SELECT count(DISTINCT xmin::text) FROM events WHERE type = ?")
                .param(type)
                .query(Integer.class)
                .single())
        .as("transactions")
        .isOne();
    assertThat(
            database
                .sql("SELECT count(*) FROM outbox JOIN events ON id = event_id WHERE type = ?")
                .param(type)
                .query(Integer.class)
                .single())
        .isEqualTo(1_000);
  }

  @Test
  void a_batch_of_1001_is_refused_whole() {
    post(IntStream.range(0, 1_001).mapToObj(this::event)).blames(400, "events");

    assertThat(api.storedEvents(type)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'type':'TYPE'}                                   | events[1].data
          {'data':1}                                        | events[1].type
          {'type':'not a type','data':1}                    | events[1].type
          {'type':'TYPE','data':1,'surprise':1}             | events[1].surprise
          {'type':'TYPE','data':1,'timestamp':'now'}        | events[1].timestamp
          {'type':'TYPE','data':1,'orderingKey':''}         | events[1].orderingKey
          {'type':'TYPE','data':1,'idempotencyKey':''}      | events[1].idempotencyKey
          {'type':'TYPE','data':1,'idempotencyKey':'é'}     | events[1].idempotencyKey
          {'type':'TYPE','data':1,'idempotencyKey':7}       | events[1].idempotencyKey
          7                                                 | events[1]
          null                                              | events[1]
          """)
  void one_bad_event_refuses_all_and_is_named(String bad, String field) {
    String badEvent = bad.replace('\'', '"').replace("TYPE", type);

    post(Stream.of(event(0), badEvent, event(2))).blames(400, field);

    assertThat(api.storedEvents(type)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                | events
          {"events":[]}                     | events
          {"events":null}                   | events
          {"events":{}}                     | events
          {"events":[],"x":1}               | events
          {"x":1}                           | x
          []                                | body
          {"events":[{"type":"a","data":1}] | body
          """)
  void a_body_that_is_no_batch_is_refused(String body, String field) {
    api.post("/events/batch", body).blames(400, field);
  }

  @Test
  void events_of_a_batch_may_have_idempotency_keys() {
    String key = newKey();
    api.postWithKey(key, event(0)).is(202);

    JsonNode results =
        post(Stream.of(withKey(0, key), withKey(1, newKey()), event(2)))
            .is(202)
            .json()
            .path("results");

    assertThat(results.findValuesAsString("replayed")).containsExactly("true", "false", "false");
    assertThat(results.findValuesAsString("id")).containsExactlyElementsOf(storedIdsByData());
    assertThat(api.storedEvents(type)).isEqualTo(3);
  }

  @Test
  void a_batch_that_is_repeated_is_replayed_whole() {
    List<String> events = IntStream.range(0, 50).mapToObj(n -> withKey(n, newKey())).toList();

    JsonNode first = post(events.stream()).is(202).json().path("results");
    JsonNode second = post(events.stream()).is(202).json().path("results");

    assertThat(second.findValuesAsString("id")).isEqualTo(first.findValuesAsString("id"));
    assertThat(second.findValuesAsString("replayed")).containsOnly("true");
    assertThat(api.storedEvents(type)).isEqualTo(50);
  }

  @Test
  void the_same_event_twice_in_a_batch_is_one_event() {
    String key = newKey();

    JsonNode results =
        post(Stream.of(withKey(0, key), withKey(0, key))).is(202).json().path("results");

    assertThat(results.findValuesAsString("id")).hasSize(2).containsOnly(storedIdsByData().get(0));
    assertThat(results.findValuesAsString("replayed")).containsExactlyInAnyOrder("true", "false");
    assertThat(api.storedEvents(type)).isOne();
  }

  @Test
  void two_events_with_one_key_in_a_batch_are_refused_whole() {
    String key = newKey();

    Api.Answer answer = post(Stream.of(event(0), withKey(1, key), withKey(2, key))).isProblem(422);

    assertThat(answer.json().at("/errors/0/field").asString())
        .isIn("events[1].idempotencyKey", "events[2].idempotencyKey");
    assertThat(api.storedEvents(type)).isZero();
  }

  @Test
  void a_conflict_refuses_the_whole_batch_and_none_of_its_keys_is_used_up() {
    String used = newKey();
    String unused = newKey();
    api.postWithKey(used, event(0)).is(202);

    post(Stream.of(withKey(1, unused), withKey(2, used))).blames(422, "events[1].idempotencyKey");

    assertThat(api.storedEvents(type)).isOne();
    assertThat(api.postWithKey(unused, event(3)).is(202).header("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void the_header_for_one_event_is_refused() {
    api.send(
            api.request("/events/batch")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", newKey())
                .POST(BodyPublishers.ofString("{\"events\":[%s]}".formatted(event(0)))))
        .blames(400, "Idempotency-Key");

    assertThat(api.storedEvents(type)).isZero();
  }

  @Test
  void an_event_of_a_batch_may_have_256_KiB_and_not_a_byte_more() {
    post(Stream.of(event(0), ofLength(MAX_EVENT_BYTES))).is(202);

    Api.Answer answer = post(Stream.of(event(2), ofLength(MAX_EVENT_BYTES + 1))).isProblem(413);

    assertThat(answer.text("detail")).contains("events[1]");
    assertThat(api.storedEvents(type)).isEqualTo(2);
  }

  @Test
  void a_batch_may_have_8_MiB_and_not_a_byte_more() {
    api.post("/events/batch", batchOfLength(MAX_BATCH_BYTES)).is(202);
    api.post("/events/batch", batchOfLength(MAX_BATCH_BYTES + 1)).isProblem(413);

    assertThat(api.storedEvents(type)).isOne();
  }

  /** Each takes the keys in an order of its own, and so might wait for the other for ever. */
  @Test
  void batches_that_share_their_keys_do_not_lock_each_other_out() throws Exception {
    for (int round = 0; round < 5; round++) {
      List<String> events = IntStream.range(0, 200).mapToObj(n -> withKey(n, newKey())).toList();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Api.Answer>> answers =
            IntStream.range(0, 6)
                .mapToObj(
                    client ->
                        threads.submit(
                            (Callable<Api.Answer>) () -> post(shuffled(events, client).stream())))
                .toList();
        for (Future<Api.Answer> answer : answers) {
          answer.get().is(202);
        }
      }
      assertThat(api.storedEvents(type)).isEqualTo(200 * (round + 1));
    }
  }

  private static List<String> shuffled(List<String> events, int seed) {
    List<String> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  private Api.Answer post(Stream<String> events) {
    return api.post(
        "/events/batch", events.collect(Collectors.joining(",", "{\"events\":[", "]}")));
  }

  private String event(int number) {
    return "{\"type\":\"%s\",\"data\":%d}".formatted(type, number);
  }

  private String withKey(int number, String key) {
    return "{\"type\":\"%s\",\"data\":%d,\"idempotencyKey\":\"%s\"}".formatted(type, number, key);
  }

  private String ofLength(int length) {
    String start = "{\"type\":\"%s\",\"data\":\"".formatted(type);
    return start + "x".repeat(length - start.length() - 2) + "\"}";
  }

  /** One small event, and spaces. */
  private String batchOfLength(int length) {
    String batch = "{\"events\":[%s]}".formatted(event(0));
    return batch + " ".repeat(length - batch.length());
  }

  private List<String> storedIdsByData() {
    return database
        .sql("SELECT id FROM events WHERE type = ? ORDER BY data::int")
        .param(type)
        .query((row, _) -> new EventId(row.getObject("id", UUID.class)).toString())
        .list();
  }

  private static String newKey() {
    return "key-" + UUID.randomUUID();
  }

  /** As documented, for an event by itself and in a batch. */
  @Test
  void data_may_be_nested_200_levels_deep_and_no_more() {
    String event = "{\"type\":\"%s\",\"data\":%s}";
    String batch = "{\"events\":[%s]}";
    String allowed = event.formatted(type, "[".repeat(200) + "]".repeat(200));
    String deeper = event.formatted(type, "[".repeat(201) + "]".repeat(201));

    api.post("/events", allowed).is(202);
    api.post("/events/batch", batch.formatted(allowed)).is(202);
    api.post("/events", deeper).blames(400, "data");
    api.post("/events/batch", batch.formatted(deeper)).blames(400, "events[0].data");
  }
}
