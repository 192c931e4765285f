package relay.api.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem where Spring MVC is not reached. */
@Component
public class ProblemWriter {
  private final JsonMapper json;
  private final Refusals refusals;

  ProblemWriter(JsonMapper json, Refusals refusals) {
    this.json = json;
    this.refusals = refusals;
  }

  /** Writes the whole response. */
  public void write(Problem problem, HttpServletResponse response) throws IOException {
    refusals.count(problem);
    response.setStatus(problem.kind().status().value());
    problem
        .headers()
        .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    json.writeValue(response.getOutputStream(), problem.body());
  }
}
