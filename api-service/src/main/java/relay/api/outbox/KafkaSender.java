package relay.api.outbox;

import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import relay.settings.KafkaNames;
import relay.wire.EventRecord;

/** Sends records of events to Kafka. */
@Component
class KafkaSender {
  private final KafkaTemplate<byte[], byte[]> kafka;
  private final KafkaNames names;

  KafkaSender(KafkaTemplate<byte[], byte[]> kafka, KafkaNames names) {
    this.kafka = kafka;
    this.names = names;
  }

  /**
   * Sends one event. Blocks for at most the producer's {@code max.block.ms}.
   *
   * @return completes when all in-sync replicas have it, or exceptionally within the producer's
   *     {@code delivery.timeout.ms}
   */
  CompletableFuture<?> send(EventRecord event) {
    try {
      return kafka.send(event.toKafka(names.topic()));
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /**
   * Lets the next event be sent by a new producer. One that knew a topic whose data was lost may
   * never send to the one made anew: it takes its leaders for outdated ones, since their epochs
   * begin again. Blocks until what is under way is acknowledged or has failed.
   */
  void renew() {
    kafka.getProducerFactory().reset();
  }
}
