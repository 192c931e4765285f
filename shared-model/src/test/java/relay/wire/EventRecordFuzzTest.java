package relay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import relay.fuzzing.Texts;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;

class EventRecordFuzzTest {
  private static final EventRecord EVENT =
      new EventRecord(
          EventId.next(),
          new Tenant("acme"),
          new EventType("order.created"),
          Instant.parse("2026-11-24T10:00:00.123456Z"),
          7,
          "customer",
          "{}".getBytes(UTF_8));

  @Property
  void every_event_survives_the_way_through_kafka(
      @ForAll long high,
      @ForAll long low,
      @ForAll("instants") Instant timestamp,
      @ForAll long version,
      @ForAll("keys") Optional<String> orderingKey,
      @ForAll byte[] data) {
    EventRecord event =
        new EventRecord(
            new EventId(new UUID(high, low)),
            EVENT.tenant(),
            EVENT.type(),
            timestamp,
            version,
            orderingKey.orElse(null),
            data);

    assertThat(EventRecord.fromKafka(received(event.toKafka("events"))))
        .usingRecursiveComparison()
        .isEqualTo(event);
  }

  @Property
  void a_changed_header_is_read_or_called_unreadable(
      @ForAll("headers") String name, @ForAll("values") byte[] value) {
    ProducerRecord<byte[], byte[]> changed = EVENT.toKafka("events");
    changed.headers().remove(name).add(name, value);

    readOrUnreadable(changed);
  }

  @Property
  void foreign_bytes_are_read_or_called_unreadable(
      @ForAll("headers") String name, @ForAll @Size(max = 40) byte[] value) {
    ProducerRecord<byte[], byte[]> changed = EVENT.toKafka("events");
    changed.headers().remove(name).add(name, value);

    readOrUnreadable(changed);
  }

  private static void readOrUnreadable(ProducerRecord<byte[], byte[]> sent) {
    try {
      EventRecord read = EventRecord.fromKafka(received(sent));
      assertThat(EventRecord.fromKafka(received(read.toKafka("events"))))
          .usingRecursiveComparison()
          .isEqualTo(read);
    } catch (UnreadableRecordException unreadable) {
      assertThat(unreadable.getMessage()).isNotBlank();
    }
  }

  private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
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
        sent.headers(),
        Optional.empty());
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<Optional<String>> keys() {
    return Texts.near("customer", "ß")
        .map(key -> new String(key.getBytes(UTF_8), UTF_8))
        .optional();
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.of(
        "relay-format",
        "event-id",
        "event-tenant",
        "event-type",
        "event-timestamp",
        "subscription-version");
  }

  @Provide
  Arbitrary<byte[]> values() {
    return Texts.near(
            "\1", "order.created", "2026-11-24T10:00:00.123456Z", "12345678", "0123456789abcdef")
        .map(text -> text.getBytes(UTF_8));
  }
}
