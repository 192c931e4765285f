package relay.api.webhooks;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import relay.api.body.JsonBody;
import relay.api.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON object of a request that registers or changes a webhook. */
@Component
class WebhookBody {
  private static final int MAX_BYTES = 64 << 10;

  private final ObjectReader json;

  WebhookBody(JsonMapper json) {
    this.json =
        json.reader()
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  ObjectNode read(HttpServletRequest request) {
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
