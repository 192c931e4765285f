package relay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  /** From the valid.yml of the TypeID specification. */
  @ParameterizedTest
  @CsvSource({
    "00000000000000000000000000, 00000000-0000-0000-0000-000000000000",
    "00000000000000000000000001, 00000000-0000-0000-0000-000000000001",
    "0000000000000000000000000g, 00000000-0000-0000-0000-000000000010",
    "01h455vb4pex5vsknk084sn02q, 01890a5d-ac96-774b-bcce-b302099a8057",
    "7zzzzzzzzzzzzzzzzzzzzzzzzz, ffffffff-ffff-ffff-ffff-ffffffffffff",
  })
  void published_vectors_hold_both_ways(String suffix, UUID uuid) {
    assertThat(new EventId(uuid)).hasToString("evt_" + suffix);
    assertThat(EventId.parse("evt_" + suffix)).isEqualTo(new EventId(uuid));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evt_",
        "01h455vb4pex5vsknk084sn02q",
        "whk_01h455vb4pex5vsknk084sn02q",
        "evt_01h455vb4pex5vsknk084sn02",
        "evt_01h455vb4pex5vsknk084sn02qq",
        "evt_01H455VB4PEX5VSKNK084SN02Q",
        "evt_81h455vb4pex5vsknk084sn02q",
        "evt_01h455vb4pex5vsknk084sn0u2",
        "evt_01h455vb4pex5vsknk084sn02é",
      })
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> EventId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("evt_");
  }

  @Test
  void ids_sort_in_the_order_in_which_they_were_made_and_tell_the_time() {
    List<EventId> ids = Stream.generate(EventId::next).limit(10_000).toList();

    assertThat(ids.stream().map(EventId::toString)).isSorted().doesNotHaveDuplicates();
    assertThat(Duration.between(ids.getLast().createdAt(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void each_noun_has_its_prefix() {
    UUID uuid = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    assertThat(new WebhookId(uuid)).hasToString("whk_01h455vb4pex5vsknk084sn02q");
    assertThat(new DeliveryId(uuid)).hasToString("dlv_01h455vb4pex5vsknk084sn02q");
    assertThat(new AttemptId(uuid)).hasToString("att_01h455vb4pex5vsknk084sn02q");
    assertThat(new BulkActionId(uuid)).hasToString("blk_01h455vb4pex5vsknk084sn02q");
    assertThat(new PersonId(uuid)).hasToString("usr_01h455vb4pex5vsknk084sn02q");
    assertThat(new ApiKeyId(uuid)).hasToString("key_01h455vb4pex5vsknk084sn02q");
    assertThat(new AuditEntryId(uuid)).hasToString("aud_01h455vb4pex5vsknk084sn02q");
  }
}
