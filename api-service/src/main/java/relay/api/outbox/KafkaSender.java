package relay.api.outbox;

import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import relay.wire.EventRecord;

/** Sends records of events to Kafka. */
@Component
class KafkaSender {
  private final KafkaTemplate<byte[], byte[]> kafka;

  KafkaSender(KafkaTemplate<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  /**
   * Sends one event. Blocks for at most the producer's {@code max.block.ms}.
   *
   * @return completes when all in-sync replicas have it, or exceptionally within the producer's
   *     {@code delivery.timeout.ms}
   */
  CompletableFuture<?> send(EventRecord event) {
    try {
      return kafka.send(event.toKafka());
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }
}
