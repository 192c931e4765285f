package relay.api.problem;

import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever a request may end with into a problem. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> problem(Problem problem) {
    return answer(problem);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> malformedQuery(InvalidParameterException malformed) {
    return answer(Problem.invalid("query", "has a part that is not UTF-8 with %-escapes"));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> anything(Exception failure) {
    return answer(Outage.caused(failure) ? outage(failure) : fault(failure));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Problem problem =
        status.is5xxServerError()
            ? fault(failure)
            : new Problem(Kind.of(status), detail(failure, status));
    return ResponseEntity.status(problem.kind().status())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem.body());
  }

  private static String detail(Exception failure, HttpStatusCode status) {
    if (status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
      return "Nothing is served at this path; /docs shows what is.";
    }
    return failure instanceof ErrorResponse known && known.getBody().getDetail() != null
        ? known.getBody().getDetail()
        : "The request can not be answered.";
  }

  /** The cause may hold values of the request, so it goes to the log alone. */
  private static Problem fault(Exception failure) {
    UUID reference = UUID.randomUUID();
    log.atError()
        .setCause(failure)
        .addKeyValue("reference", reference)
        .log("A request failed for a fault of the relay");
    return new Problem(
        Kind.INTERNAL,
        "Tell the relay's operator the reference %s; the log has the cause.".formatted(reference));
  }

  private static Problem outage(Exception failure) {
    log.atWarn()
        .addKeyValue("cause", failure.getClass().getSimpleName())
        .log("A request was refused because PostgreSQL does not answer");
    return Problem.unavailable("The database does not answer; repeat the request.");
  }

  private static ResponseEntity<ProblemDetail> answer(Problem problem) {
    return ResponseEntity.status(problem.kind().status())
        .headers(problem.headers())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem.body());
  }
}
