package relay.api.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;

@ApiTest
class IngestMetricsTest {
  @Autowired Api api;
  @Autowired JdbcClient database;

  private final String type = Api.newType();
  private final String body = "{\"type\":\"%s\",\"data\":1}".formatted(type);
  private final String key = "key-" + UUID.randomUUID();

  @Test
  void a_new_event_counts_as_accepted() {
    counts(IngestOutcome.ACCEPTED, () -> api.post("/events", body).is(202));
  }

  @Test
  void a_batch_counts_once_however_many_events_it_has() {
    counts(
        IngestOutcome.ACCEPTED,
        () -> api.post("/events/batch", "{\"events\":[%s,%s]}".formatted(body, body)).is(202));
  }

  @Test
  void a_repeated_request_counts_as_replayed() {
    api.postWithKey(key, body).is(202);

    counts(IngestOutcome.REPLAYED, () -> api.postWithKey(key, body).is(202));
  }

  @Test
  void a_batch_of_nothing_new_counts_as_replayed() {
    String batch =
        "{\"events\":[{\"type\":\"%s\",\"data\":1,\"idempotencyKey\":\"%s\"}]}"
            .formatted(type, key);
    api.post("/events/batch", batch).is(202);

    counts(IngestOutcome.REPLAYED, () -> api.post("/events/batch", batch).is(202));
  }

  @Test
  void a_key_of_another_request_counts_as_conflict() {
    api.postWithKey(key, body).is(202);

    counts(
        IngestOutcome.CONFLICT,
        () -> api.postWithKey(key, body.replace("1}", "2}")).isProblem(422));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/events", "/events/batch"})
  void a_bad_request_counts_as_invalid(String path) {
    counts(IngestOutcome.INVALID, () -> api.post(path, "{}").isProblem(400));
    counts(
        IngestOutcome.INVALID,
        () -> api.send(api.request(path).POST(BodyPublishers.ofString(body))).isProblem(415));
  }

  @Test
  void a_large_request_counts_as_too_large() {
    counts(
        IngestOutcome.TOO_LARGE,
        () -> api.post("/events", body + " ".repeat(262_144)).isProblem(413));
  }

  @Test
  void a_request_that_the_database_can_not_take_now_counts_as_unavailable() {
    failInserts("53100");
    try {
      counts(IngestOutcome.UNAVAILABLE, () -> api.post("/events", body).isProblem(503));
    } finally {
      dropTrigger();
    }
  }

  @Test
  void a_request_that_fails_for_a_fault_counts_as_failed() {
    failInserts("22000");
    try {
      counts(IngestOutcome.FAILED, () -> api.post("/events", body).isProblem(500));
    } finally {
      dropTrigger();
    }
  }

  @Test
  void a_request_that_ends_before_the_ingest_counts_as_refused() {
    var event = api.request("/events").POST(BodyPublishers.ofString(body));
    countsNothing(
        () -> {
          double unauthorized = refused("unauthorized");
          api.send(event.copy().setHeader("Authorization", "Bearer wrong")).isProblem(401);
          assertThat(refused("unauthorized")).isEqualTo(unauthorized + 1);

          double notAcceptable = refused("not_acceptable");
          api.send(event.copy().setHeader("Accept", "text/html")).isProblem(406);
          assertThat(refused("not_acceptable")).isEqualTo(notAcceptable + 1);
        });
  }

  @Test
  void what_is_asked_of_events_does_not_count() {
    countsNothing(
        () -> {
          api.get("/events").is(200);
          api.get("/events/x").isProblem(400);
          api.delete("/events").isProblem(405);
          api.get("/events/batch").isProblem(405);
        });
  }

  @Test
  void the_duration_is_a_histogram() {
    api.post("/events", body).is(202);

    assertThat(api.metric("relay_ingest_duration_seconds_bucket{le=\"+Inf\"}"))
        .isEqualTo(requests());
    assertThat(api.metric("relay_ingest_duration_seconds_bucket{le=\"0.005\"}")).isNotNaN();
    assertThat(api.metric("relay_ingest_duration_seconds_sum")).isPositive();
  }

  private void counts(IngestOutcome outcome, Runnable request) {
    Map<IngestOutcome, Double> expected = outcomes();
    double timed = requests();
    expected.merge(outcome, 1.0, Double::sum);

    request.run();

    assertThat(outcomes()).isEqualTo(expected);
    assertThat(requests()).isEqualTo(timed + 1);
  }

  private void countsNothing(Runnable requests) {
    Map<IngestOutcome, Double> expected = outcomes();
    double timed = requests();

    requests.run();

    assertThat(outcomes()).isEqualTo(expected);
    assertThat(requests()).isEqualTo(timed);
  }

  private double refused(String reason) {
    return api.metric("relay_requests_refused_total{reason=\"%s\"}".formatted(reason));
  }

  private double requests() {
    return api.metric("relay_ingest_duration_seconds_count");
  }

  private Map<IngestOutcome, Double> outcomes() {
    Map<IngestOutcome, Double> counts = new EnumMap<>(IngestOutcome.class);
    for (IngestOutcome outcome : IngestOutcome.values()) {
      double count =
          api.metric("relay_ingest_requests_total{outcome=\"%s\"}".formatted(outcome.label()));
      assertThat(count).as("%s is there from the start", outcome).isNotNaN();
      counts.put(outcome, count);
    }
    return counts;
  }

  private void failInserts(String sqlState) {
    database
        .sql(
            """
            CREATE FUNCTION fail_insert() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'no' USING ERRCODE = '%s';
            END $$
            """
                .formatted(sqlState))
        .update();
    database
        .sql(
            "CREATE TRIGGER fail_insert BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.type = '%s')"
                    .formatted(type)
                + " EXECUTE FUNCTION fail_insert()")
        .update();
  }

  private void dropTrigger() {
    database.sql("DROP FUNCTION fail_insert CASCADE").update();
  }
}
