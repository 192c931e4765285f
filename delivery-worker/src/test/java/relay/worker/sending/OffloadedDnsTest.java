package relay.worker.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OffloadedDnsTest {
  private final CountDownLatch answer = new CountDownLatch(1);

  private final OffloadedDns dns = new OffloadedDns(new Slow());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    answer.countDown();
    threads.close();
  }

  @Test
  void the_deadline_holds_for_a_look_up_that_cannot_be_interrupted() throws Exception {
    Future<Boolean> inTime =
        threads.submit(
            () -> {
              try (Deadline deadline = Deadline.in(Duration.ofMillis(100))) {
                assertThatThrownBy(() -> dns.resolve("slow.example"))
                    .isInstanceOf(UnknownHostException.class);
                return deadline.hasPassed();
              }
            });
    assertThat(inTime.get(10, TimeUnit.SECONDS)).isTrue();
  }

  /** More look-ups than the machine has carriers of virtual threads. */
  @Test
  void slow_look_ups_hold_up_no_other_thread() throws Exception {
    List<Future<InetAddress[]>> lookUps = new ArrayList<>();
    for (int name = 0; name < 2 * Runtime.getRuntime().availableProcessors() + 2; name++) {
      lookUps.add(threads.submit(() -> dns.resolve("slow.example")));
    }
    assertThat(threads.submit(() -> true).get(10, TimeUnit.SECONDS)).isTrue();
    answer.countDown();
    assertThat(lookUps).allSatisfy(found -> assertThat(found.get()).hasSize(1));
  }

  /** Holds its thread as native code does: spinning, deaf to interrupts. */
  private final class Slow implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      while (answer.getCount() > 0) {
        Thread.onSpinWait();
      }
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
