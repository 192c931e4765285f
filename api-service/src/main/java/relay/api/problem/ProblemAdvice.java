package relay.api.problem;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
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
  private final Refusals refusals;

  ProblemAdvice(Refusals refusals) {
    this.refusals = refusals;
  }

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
    return answer(Failures.problem(failure));
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
            ? Failures.fault(failure)
            : new Problem(Kind.of(status), detail(failure, status));
    refusals.count(problem);
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

  private ResponseEntity<ProblemDetail> answer(Problem problem) {
    refusals.count(problem);
    return ResponseEntity.status(problem.kind().status())
        .headers(problem.headers())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem.body());
  }
}
