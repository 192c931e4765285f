package relay.worker.fanout;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import relay.settings.KafkaNames;
import relay.wire.EventRecord;
import relay.wire.UnreadableRecordException;

/**
 * Takes batches from Kafka. Offsets are committed by the container after this returns, that is,
 * after the fan-out's transaction; if it throws, the same batch comes again, without end.
 */
@Component
class EventListener {
  private static final Logger log = LoggerFactory.getLogger(EventListener.class);

  private final FanOut fanOut;
  private final KafkaNames names;

  EventListener(FanOut fanOut, KafkaNames names) {
    this.fanOut = fanOut;
    this.names = names;
  }

  /** Which topic and group, for the annotation of the listener. */
  public KafkaNames names() {
    return names;
  }

  @KafkaListener(
      id = "fan-out",
      topics = "#{__listener.names().topic()}",
      groupId = "#{__listener.names().group()}")
  void receive(List<ConsumerRecord<byte[], byte[]>> records) {
    List<EventRecord> events = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> received : records) {
      try {
        events.add(EventRecord.fromKafka(received));
      } catch (UnreadableRecordException unreadable) {
        // If it was an event, it is still in the outbox, and the sweeper publishes it again.
        log.atError()
            .setCause(unreadable)
            .addKeyValue("partition", received.partition())
            .addKeyValue("offset", received.offset())
            .log("Passed over a Kafka record that cannot be read");
      }
    }
    fanOut.fanOut(events);
  }
}
