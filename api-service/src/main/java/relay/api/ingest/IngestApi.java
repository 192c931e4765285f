package relay.api.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.body.JsonBody;
import relay.api.problem.Problem;

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
  private record Answer(IngestOutcome outcome, ResponseEntity<?> response) {}

  private final Ingest ingest;
  private final IngestMetrics metrics;

  IngestApi(Ingest ingest, IngestMetrics metrics) {
    this.ingest = ingest;
    this.metrics = metrics;
  }

  @PostMapping("/events")
  @Needs(Scope.WRITE_EVENTS)
  ResponseEntity<?> post(Caller caller, HttpServletRequest request) {
    return measured(() -> one(caller, request));
  }

  @PostMapping("/events/batch")
  @Needs(Scope.WRITE_EVENTS)
  ResponseEntity<?> postBatch(Caller caller, HttpServletRequest request) {
    return measured(() -> batch(caller, request));
  }

  private Answer one(Caller caller, HttpServletRequest request) {
    String key = idempotencyKey(request);
    Receipt receipt =
        ingest.one(caller.tenant(), JsonBody.read(request, EventReader.MAX_EVENT_BYTES), key);
    ResponseEntity.BodyBuilder response = accepted();
    if (receipt.replayed()) {
      response.header(REPLAYED, "true");
    }
    return new Answer(
        receipt.replayed() ? IngestOutcome.REPLAYED : IngestOutcome.ACCEPTED,
        response.body(
            new AcceptedEvent(receipt.id().toString(), receipt.type(), receipt.createdAt())));
  }

  private Answer batch(Caller caller, HttpServletRequest request) {
    if (request.getHeader(IdempotencyKey.HEADER) != null) {
      throw Problem.invalid(
          IdempotencyKey.HEADER,
          "is not for batches; give each event an idempotencyKey in the body instead");
    }
    List<Receipt> receipts =
        ingest.batch(caller.tenant(), JsonBody.read(request, EventReader.MAX_BATCH_BYTES));
    boolean allReplayed = receipts.stream().allMatch(Receipt::replayed);
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
        allReplayed ? IngestOutcome.REPLAYED : IngestOutcome.ACCEPTED,
        accepted().body(new BatchResults(results)));
  }

  /** Said here, the type is not looked for anew with each answer. */
  private static ResponseEntity.BodyBuilder accepted() {
    return ResponseEntity.accepted().contentType(MediaType.APPLICATION_JSON);
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

  private ResponseEntity<?> measured(Supplier<Answer> handling) {
    long start = System.nanoTime();
    IngestOutcome outcome = IngestOutcome.FAILED;
    try {
      Answer answer = handling.get();
      outcome = answer.outcome();
      return answer.response();
    } catch (RuntimeException failure) {
      outcome = IngestOutcome.of(failure);
      throw failure;
    } finally {
      metrics.record(outcome, Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
