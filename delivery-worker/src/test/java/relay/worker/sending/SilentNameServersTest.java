package relay.worker.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.model.Tenant;
import relay.network.AddressRule;
import relay.worker.RawServer;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Outcome.Succeeded;

/** An attempt while the names of other tenants take all threads for look-ups. */
class SilentNameServersTest extends Sending {
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void takeAllThreads() throws IOException {
    http.close();
    http = HttpClientConfiguration.httpClient(new AddressRule(LOOPBACK, OWN), this::lookUp);
    Sender others = new Sender(http, signing, new SimpleMeterRegistry(), ORIGIN);
    for (int n = 0; n < NameLookups.OF_ALL; n++) {
      URI url = URI.create("http://silent-%d.example/".formatted(n));
      Tenant tenant = new Tenant("tenant-" + n / NameLookups.OF_ONE_TENANT);
      threads.execute(
          () -> others.send(claim(), webhook(url, tenant, Duration.ofMinutes(1)), data()));
    }
    await().until(() -> asked.get() == NameLookups.OF_ALL);
  }

  @AfterEach
  void answer() {
    answer.countDown();
  }

  private InetAddress[] lookUp(String host) {
    asked.incrementAndGet();
    while (answer.getCount() > 0) {
      try {
        answer.await();
      } catch (InterruptedException deaf) {
        // As native code is.
      }
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  @Test
  void one_that_cannot_look_its_name_up_is_not_made_and_not_counted() throws Exception {
    deadline = SHORT;
    Optional<Attempt> attempt =
        threads
            .submit(
                () -> sender().send(claim(), webhook(URI.create("http://quick.example/")), data()))
            .get();

    assertThat(attempt).isEmpty();
    assertThat(allAttempts()).isZero();
    assertThat(registry.get("relay.attempt.duration").timer().count()).isZero();
    assertThat(registry.get("relay.first.attempt.delay").timer().count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::ffff:127.0.0.1]"})
  void an_address_needs_no_look_up(String host) throws Exception {
    try (RawServer server =
        new RawServer(out -> out.write((OK + "Content-Length: 0\r\n\r\n").getBytes(UTF_8)))) {
      URI url = URI.create("http://%s:%d/".formatted(host, server.url().getPort()));

      assertThat(send(url)).isInstanceOf(Succeeded.class);
      assertThat(asked).hasValue(NameLookups.OF_ALL);
    }
  }
}
