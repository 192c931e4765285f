package relay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import relay.model.EventId;
import relay.model.EventType;
import relay.model.Tenant;

/**
 * An accepted event on its way from the outbox to the fan-out.
 *
 * <p>The record's value is the event's {@code data}, byte for byte as it was posted, so that
 * nothing between the two services parses and rounds it; everything else travels in headers. The
 * key is the ordering key, so that events that share one stay in order, or absent.
 *
 * @param subscriptionVersion the version of the webhooks that was current when the event was
 *     accepted; a worker that knows an older one must reload before it matches
 * @param orderingKey events with the same key are delivered to a webhook one after another
 * @param data a JSON value in UTF-8
 */
public record EventRecord(
    EventId id,
    Tenant tenant,
    EventType type,
    Instant timestamp,
    long subscriptionVersion,
    @Nullable String orderingKey,
    byte[] data) {

  private static final byte FORMAT = 1;

  /** With a tenant; a worker that knows of none must not take it for everybody's. */
  private static final byte FORMAT_WITH_TENANT = 2;

  private static final String FORMAT_HEADER = "relay-format";
  private static final String ID = "event-id";
  private static final String TENANT = "event-tenant";
  private static final String TYPE = "event-type";
  private static final String TIMESTAMP = "event-timestamp";
  private static final String VERSION = "subscription-version";

  /** The record to send to a topic. */
  public ProducerRecord<byte[], byte[]> toKafka(String topic) {
    List<Header> headers = new ArrayList<>(6);
    byte format = tenant.isDefault() ? FORMAT : FORMAT_WITH_TENANT;
    headers.add(new RecordHeader(FORMAT_HEADER, new byte[] {format}));
    if (format == FORMAT_WITH_TENANT) {
      headers.add(new RecordHeader(TENANT, tenant.name().getBytes(UTF_8)));
    }
    headers.add(
        new RecordHeader(
            ID,
            ByteBuffer.allocate(16)
                .putLong(id.uuid().getMostSignificantBits())
                .putLong(id.uuid().getLeastSignificantBits())
                .array()));
    headers.add(new RecordHeader(TYPE, type.name().getBytes(UTF_8)));
    headers.add(new RecordHeader(TIMESTAMP, timestamp.toString().getBytes(UTF_8)));
    headers.add(
        new RecordHeader(VERSION, ByteBuffer.allocate(8).putLong(subscriptionVersion).array()));
    byte[] key = orderingKey == null ? null : orderingKey.getBytes(UTF_8);
    return new ProducerRecord<>(topic, null, null, key, data, headers);
  }

  /**
   * Reads a received record.
   *
   * @throws UnreadableRecordException if this version of the relay cannot read it, which no
   *     repetition will change
   */
  public static EventRecord fromKafka(ConsumerRecord<byte[], byte[]> received) {
    byte format = header(received, FORMAT_HEADER, 1).get();
    if (format != FORMAT && format != FORMAT_WITH_TENANT) {
      throw new UnreadableRecordException(
          "its format is %d, known are %d and %d".formatted(format, FORMAT, FORMAT_WITH_TENANT));
    }
    if (received.value() == null) {
      throw new UnreadableRecordException("it has no value");
    }
    ByteBuffer id = header(received, ID, 16);
    try {
      return new EventRecord(
          new EventId(new UUID(id.getLong(), id.getLong())),
          format == FORMAT_WITH_TENANT ? new Tenant(text(received, TENANT)) : Tenant.DEFAULT,
          new EventType(text(received, TYPE)),
          Instant.parse(text(received, TIMESTAMP)),
          header(received, VERSION, 8).getLong(),
          received.key() == null ? null : new String(received.key(), UTF_8),
          received.value());
    } catch (DateTimeException | IllegalArgumentException malformed) {
      throw new UnreadableRecordException("a header is malformed", malformed);
    }
  }

  private static ByteBuffer header(ConsumerRecord<?, ?> received, String name, int length) {
    Header header = received.headers().lastHeader(name);
    if (header == null || header.value() == null || header.value().length != length) {
      throw new UnreadableRecordException(
          "header %s is missing or not %d bytes long".formatted(name, length));
    }
    return ByteBuffer.wrap(header.value());
  }

  private static String text(ConsumerRecord<?, ?> received, String name) {
    Header header = received.headers().lastHeader(name);
    if (header == null || header.value() == null) {
      throw new UnreadableRecordException("header %s is missing".formatted(name));
    }
    return new String(header.value(), UTF_8);
  }
}
