package relay.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import relay.api.Contract;
import relay.api.Documented;
import relay.api.paging.QueryParameters;
import relay.fuzzing.Reading;
import relay.model.AttemptId;
import relay.model.BulkActionId;
import relay.model.DeliveryId;
import relay.model.DeliveryState;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.EventTypePattern;
import relay.model.WebhookId;
import tools.jackson.databind.node.StringNode;

/** A text is taken if and only if the OpenAPI document allows it. */
class DocumentedRulesFuzzTest {
  private static final Contract CONTRACT = Contract.ofTheApi();

  private static final Map<String, Function<String, ?>> PARSERS =
      Map.of(
          "EventId", EventId::parse,
          "WebhookId", WebhookId::parse,
          "DeliveryId", DeliveryId::parse,
          "AttemptId", AttemptId::parse,
          "BulkActionId", BulkActionId::parse,
          "DeliveryState", DeliveryState::of,
          "EventType", EventType::new,
          "EventTypePattern", EventTypePattern::parse,
          "Instant", QueryParameters::instant);

  record Case(String schema, String text) {}

  @Property
  void what_is_documented_is_taken_and_nothing_else(@ForAll("cases") Case one) {
    Function<String, ?> parser = Objects.requireNonNull(PARSERS.get(one.schema));

    assertThat(Reading.of(one.text, parser).isPresent())
        .isEqualTo(CONTRACT.allows(one.schema, StringNode.valueOf(one.text)));
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.of(PARSERS.keySet())
        .flatMap(
            schema ->
                new Documented()
                    .text(
                        switch (schema) {
                          case "EventTypePattern" -> "eventTypes";
                          case "EventType" -> "type";
                          default -> schema;
                        },
                        CONTRACT.at("/components/schemas/" + schema))
                    .map(text -> new Case(schema, text)));
  }
}
