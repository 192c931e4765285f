package relay.api.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import relay.api.Contract;
import relay.api.Documented;
import relay.api.body.ObjectFields;
import relay.api.problem.Problem;
import relay.model.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class BulkRequestFuzzTest {
  private static final Contract CONTRACT = Contract.ofTheApi();
  private static final JsonNode SCHEMA =
      CONTRACT.at("/paths/~1bulk-actions/post/requestBody/content/application~1json/schema");

  @Property
  void a_bulk_action_is_taken_if_it_is_documented(@ForAll("requests") JsonNode request) {
    if (request instanceof ObjectNode object) {
      assertThat(isTaken(object)).isEqualTo(CONTRACT.allows(SCHEMA, request));
    }
  }

  private static boolean isTaken(ObjectNode object) {
    try {
      BulkRequest.of(Tenant.DEFAULT, new ObjectFields(object));
      return true;
    } catch (Problem refusal) {
      assertThat(refusal.getMessage()).isNotBlank().hasSizeLessThan(400);
      return false;
    }
  }

  @Provide
  Arbitrary<JsonNode> requests() {
    return new Documented().json("bulk", SCHEMA);
  }
}
