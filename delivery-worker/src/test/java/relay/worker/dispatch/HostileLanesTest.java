package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import relay.model.WebhookId;
import relay.settings.KafkaNames;
import relay.testservers.Receiver;
import relay.wire.EventRecord;
import relay.worker.HostileEndpoint;
import relay.worker.RawServer;
import relay.worker.Relay;
import relay.worker.WorkerTest;

@WorkerTest
class HostileLanesTest {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int EVENTS_OF_EACH = 10;
  private static final int ATTEMPTS = 300;
  private static final long HEAP_GROWTH = 16 * 1024 * 1024;

  @Autowired Relay relay;
  @Autowired KafkaNames names;
  @Autowired MeterRegistry registry;

  private final Map<HostileEndpoint, RawServer> servers = new EnumMap<>(HostileEndpoint.class);
  private final List<WebhookId> webhooks = new ArrayList<>();
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

  @AfterEach
  void stop() throws IOException {
    webhooks.forEach(relay::delete);
    for (RawServer server : servers.values()) {
      server.close();
    }
  }

  /** What a lane shared with others would cost them is a deadline, not some milliseconds. */
  @Test
  void hostile_endpoints_of_every_kind_delay_nobody_else_and_fill_no_memory() throws Exception {
    String working = Relay.newType();
    BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>();
    try (KafkaProducer<byte[], byte[]> producer = relay.producer();
        Receiver receiver =
            Receiver.answering(
                (exchange, _) -> {
                  arrivals.add(System.nanoTime());
                  exchange.sendResponseHeaders(200, -1);
                })) {
      relay.webhook(receiver.url(), working);
      List<Duration> alone = delays(working, producer, arrivals);
      long heap = usedHeap();
      double attempts = attempts();

      besiege();
      List<Duration> besieged = delays(working, producer, arrivals);
      long most = usedHeap();
      while (attempts() - attempts < ATTEMPTS) {
        besieged.addAll(delays(working, producer, arrivals));
        most = Math.max(most, usedHeap());
      }

      assertThat(servers).allSatisfy((_, server) -> assertThat(server.connections()).isPositive());
      assertThat(median(besieged)).isLessThan(median(alone).plusMillis(100));
      assertThat(besieged).allMatch(delay -> delay.compareTo(DEADLINE.dividedBy(2)) < 0);
      assertThat(most - heap).isLessThan(HEAP_GROWTH);
    }
  }

  private void besiege() {
    for (HostileEndpoint endpoint : HostileEndpoint.values()) {
      RawServer server = endpoint.start();
      servers.put(endpoint, server);
      String type = Relay.newType();
      webhooks.add(relay.webhook(server.url(), type, DEADLINE));
      relay.publish(
          Stream.generate(() -> relay.accept(type))
              .limit(EVENTS_OF_EACH)
              .toArray(EventRecord[]::new));
    }
    await()
        .atMost(Relay.PATIENCE)
        .until(() -> servers.values().stream().allMatch(server -> server.connections() > 0));
  }

  /** How long events take from Kafka to the endpoint, one after another. */
  private List<Duration> delays(
      String type, KafkaProducer<byte[], byte[]> producer, BlockingQueue<Long> arrivals)
      throws Exception {
    List<Duration> delays = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      EventRecord event = relay.accept(type);
      long sent = System.nanoTime();
      producer.send(event.toKafka(names.topic())).get();
      Long arrived = arrivals.poll(Relay.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(arrived).isNotNull();
      delays.add(Duration.ofNanos(arrived - sent));
    }
    return delays;
  }

  private static Duration median(List<Duration> delays) {
    return delays.stream().sorted().toList().get(delays.size() / 2);
  }

  private long usedHeap() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  private double attempts() {
    return registry.get("relay.attempts").counters().stream().mapToDouble(Counter::count).sum();
  }
}
