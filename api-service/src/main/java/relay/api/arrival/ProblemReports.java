package relay.api.arrival;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.api.problem.ProblemWriter;

/** Answers with a problem what Tomcat refuses by itself, before Spring is asked. */
final class ProblemReports extends ErrorReportValve {
  private final ProblemWriter problems;

  ProblemReports(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    if (response.getStatus() < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    try {
      problems.write(problem(response.getStatus()), response.getResponse());
      response.finishResponse();
    } catch (IOException goneAway) {
      container.getLogger().debug("A refusal could not be written", goneAway);
    }
  }

  /** Of HTTP that it does not know, Tomcat says with 501 and 505 that the fault is the server's. */
  private static Problem problem(int status) {
    Kind kind =
        status == 501 || status == 505 ? Kind.VALIDATION : Kind.of(HttpStatusCode.valueOf(status));
    return new Problem(
        kind,
        switch (kind) {
          case VALIDATION ->
              "This is no complete HTTP/1.1, or the request line and headers are too large.";
          case TIMEOUT -> "Send all of the body without pauses; this one took too long.";
          case NOT_FOUND ->
              "Everything is served below the base path, which server.servlet.context-path names.";
          case INTERNAL -> "Tell the relay's operator; the log has the cause.";
          default -> "The HTTP server refused the request.";
        });
  }
}
