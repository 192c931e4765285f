package relay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;

class EventRecordTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "customer ß")
  void an_event_survives_the_way_through_kafka(@Nullable String orderingKey) {
    EventRecord event = event(Tenant.DEFAULT, orderingKey);

    EventRecord read = EventRecord.fromKafka(received(event.toKafka("events")));

    assertThat(read).usingRecursiveComparison().isEqualTo(event);
  }

  @Test
  void a_record_that_is_no_event_is_called_unreadable() {
    ConsumerRecord<byte[], byte[]> foreign = new ConsumerRecord<>("t", 0, 0, null, new byte[0]);
    assertThatThrownBy(() -> EventRecord.fromKafka(foreign))
        .isInstanceOf(UnreadableRecordException.class);

    for (String header : new String[] {"event-id", "event-type", "event-timestamp"}) {
      ProducerRecord<byte[], byte[]> broken = event(Tenant.DEFAULT, null).toKafka("events");
      broken.headers().remove(header).add(header, "no such thing".getBytes(UTF_8));
      assertThatThrownBy(() -> EventRecord.fromKafka(received(broken)))
          .isInstanceOf(UnreadableRecordException.class);
    }
  }

  @Test
  void a_tenant_survives_the_way_through_kafka() {
    EventRecord event = event(new Tenant("acme"), null);

    EventRecord read = EventRecord.fromKafka(received(event.toKafka("events")));

    assertThat(read).usingRecursiveComparison().isEqualTo(event);
  }

  /** A worker of the version before knows format 1 alone and would give the event to everybody. */
  @Test
  void a_tenant_beside_the_default_needs_a_worker_that_knows_of_tenants() {
    assertThat(format(event(Tenant.DEFAULT, null))).containsExactly(1);
    assertThat(format(event(new Tenant("acme"), null))).containsExactly(2);
  }

  private static byte[] format(EventRecord event) {
    return event.toKafka("events").headers().lastHeader("relay-format").value();
  }

  @Test
  void a_later_format_is_called_unreadable() {
    ProducerRecord<byte[], byte[]> later = event(Tenant.DEFAULT, null).toKafka("events");
    later.headers().remove("relay-format").add("relay-format", new byte[] {3});
    assertThatThrownBy(() -> EventRecord.fromKafka(received(later)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("format is 3");
  }

  private static EventRecord event(Tenant tenant, @Nullable String orderingKey) {
    return new EventRecord(
        EventId.next(),
        tenant,
        new EventType("order.created"),
        Instant.parse("2026-11-24T10:00:00.123456Z"),
        42,
        orderingKey,
        "{\"id\": 9007199254740993}".getBytes(UTF_8));
  }

  private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
    Headers headers = sent.headers();
    return new ConsumerRecord<>(
        sent.topic(),
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        headers,
        Optional.empty());
  }
}
