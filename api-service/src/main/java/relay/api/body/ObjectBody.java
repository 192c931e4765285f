package relay.api.body;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import relay.api.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON object that is the body of a request. Thread-safe. */
@Component
public class ObjectBody {
  private static final int MAX_BYTES = 64 << 10;

  private final ObjectReader json;

  ObjectBody(JsonMapper json) {
    this.json =
        json.reader()
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * The object, which is empty if the request has no body.
   *
   * @throws Problem as {@link #read} does
   */
  public ObjectNode readOptional(HttpServletRequest request) {
    return JsonBody.isAbsent(request) ? JsonNodeFactory.instance.objectNode() : read(request);
  }

  /**
   * The object.
   *
   * @throws Problem if it is not declared as JSON, over 64 KiB, or no JSON object
   */
  public ObjectNode read(HttpServletRequest request) {
    byte[] body = JsonBody.read(request, MAX_BYTES);
    try {
      if (json.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException malformed) {
      throw Problem.invalid("body", "is not JSON: " + malformed.getOriginalMessage());
    }
    throw Problem.invalid("body", "must be a JSON object");
  }
}
