package relay.api.ingest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.body.JsonBody;
import relay.api.problem.Problem;
import tools.jackson.databind.json.JsonMapper;

/** POST /events and POST /events/batch. */
@RestController
class IngestApi {
  private static final String REPLAYED = "Idempotency-Replayed";

  /** The answer to one event. */
  record AcceptedEvent(String id, String type, Instant createdAt) {}

  /** The answer to one event of a batch. */
  record BatchResult(String id, String type, Instant createdAt, boolean replayed) {}

  /** The answer to a batch. */
  record BatchResults(List<BatchResult> results) {}

  /** What a request ends with, for its caller and for the metrics. */
  private record Answer(IngestOutcome outcome, Object body) {}

  private final Ingest ingest;
  private final OwnDeliveries ownDeliveries;
  private final IngestMetrics metrics;
  private final JsonMapper json;

  IngestApi(Ingest ingest, OwnDeliveries ownDeliveries, IngestMetrics metrics, JsonMapper json) {
    this.ingest = ingest;
    this.ownDeliveries = ownDeliveries;
    this.metrics = metrics;
    this.json = json;
  }

  @PostMapping("/events")
  @Needs(Scope.WRITE_EVENTS)
  void post(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Answer answer = measured(() -> one(caller, request));
    if (answer.outcome() == IngestOutcome.REPLAYED) {
      response.setHeader(REPLAYED, "true");
    }
    accept(response, answer.body());
  }

  @PostMapping("/events/batch")
  @Needs(Scope.WRITE_EVENTS)
  void postBatch(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    accept(response, measured(() -> batch(caller, request)).body());
  }

  private Answer one(Caller caller, HttpServletRequest request) {
    ownDeliveries.refuse(request);
    String key = idempotencyKey(request);
    Receipt receipt =
        ingest.one(caller.tenant(), JsonBody.read(request, EventReader.MAX_EVENT_BYTES), key);
    return new Answer(
        outcome(receipt.replayed()),
        new AcceptedEvent(receipt.id().toString(), receipt.type(), receipt.createdAt()));
  }

  private Answer batch(Caller caller, HttpServletRequest request) {
    ownDeliveries.refuse(request);
    if (request.getHeader(IdempotencyKey.HEADER) != null) {
      throw Problem.invalid(
          IdempotencyKey.HEADER,
          "is not for batches; give each event an idempotencyKey in the body instead");
    }
    List<Receipt> receipts =
        ingest.batch(caller.tenant(), JsonBody.read(request, EventReader.MAX_BATCH_BYTES));
    List<BatchResult> results =
        receipts.stream()
            .map(
                receipt ->
                    new BatchResult(
                        receipt.id().toString(),
                        receipt.type(),
                        receipt.createdAt(),
                        receipt.replayed()))
            .toList();
    return new Answer(
        outcome(receipts.stream().allMatch(Receipt::replayed)), new BatchResults(results));
  }

  private static IngestOutcome outcome(boolean replayed) {
    return replayed ? IngestOutcome.REPLAYED : IngestOutcome.ACCEPTED;
  }

  /**
   * Written here, with its length, it leaves in one packet. What a method returns costs Spring MVC
   * a sixth of the request, and goes in two, since it is flushed before its end is known.
   */
  private void accept(HttpServletResponse response, Object body) throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    response.setStatus(HttpStatus.ACCEPTED.value());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private static @Nullable String idempotencyKey(HttpServletRequest request) {
    List<String> keys = Collections.list(request.getHeaders(IdempotencyKey.HEADER));
    if (keys.isEmpty()) {
      return null;
    }
    if (keys.size() > 1 || !IdempotencyKey.isValid(keys.getFirst())) {
      throw Problem.invalid(IdempotencyKey.HEADER, IdempotencyKey.RULE);
    }
    return keys.getFirst();
  }

  private Answer measured(Supplier<Answer> handling) {
    long start = System.nanoTime();
    IngestOutcome outcome = IngestOutcome.FAILED;
    try {
      Answer answer = handling.get();
      outcome = answer.outcome();
      return answer;
    } catch (RuntimeException failure) {
      outcome = IngestOutcome.of(failure);
      throw failure;
    } finally {
      metrics.record(outcome, Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
