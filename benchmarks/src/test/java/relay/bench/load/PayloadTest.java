package relay.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PayloadTest {
  private final Payload payload = Payload.of("bench.test");

  @Test
  void carries_the_time_at_which_it_was_to_be_posted() {
    for (long time : new long[] {0, 1, 9, 10, 123_456_789_012_345L, -5}) {
      assertThat(Payload.sentAt(payload.at(time))).isEqualTo(time);
    }
  }

  @Test
  void is_an_event_of_its_type() {
    JsonNode event = JsonMapper.shared().readTree(payload.at(1).getBytes());

    assertThat(event.get("type").asString()).isEqualTo("bench.test");
    assertThat(event.get("data").get("sent").asLong()).isEqualTo(1_000_000_000_000_000_001L);
    assertThat(payload.at(1).length()).isBetween(250, 400);
  }

  @Test
  void is_found_in_what_the_relay_delivers() {
    JsonNode data = JsonMapper.shared().readTree(payload.at(42).getBytes()).get("data");
    String delivered =
        "{\"type\":\"bench.test\",\"timestamp\":\"2026-11-26T00:00:00Z\",\"data\":%s}"
            .formatted(data);

    assertThat(Payload.sentAt(Buffer.buffer(delivered.getBytes(UTF_8)))).isEqualTo(42);
  }

  @Test
  void batches_have_as_many_as_they_are_asked_for() {
    JsonNode batch = JsonMapper.shared().readTree(payload.batchAt(100, 7).getBytes());

    assertThat(batch.get("events").size()).isEqualTo(100);
    batch
        .get("events")
        .forEach(event -> assertThat(event.get("type").asString()).isEqualTo("bench.test"));
  }

  @Test
  void what_has_no_time_is_not_of_this_benchmark() {
    assertThatThrownBy(() -> Payload.sentAt(Buffer.buffer("{}")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
