package relay.worker.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.model.Tenant;

class NameLookupsTest {
  private static final Tenant ACME = new Tenant("acme");
  private static final Tenant GLOBEX = new Tenant("globex");

  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final NameLookups names = new NameLookups(this::lookUp);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    answer.countDown();
    threads.close();
  }

  /** A slow name holds its thread as native code does: deaf to interrupts. */
  private InetAddress[] lookUp(String host) throws UnknownHostException {
    asked.incrementAndGet();
    if (host.startsWith("slow")) {
      boolean answered = false;
      while (!answered) {
        try {
          answer.await();
          answered = true;
        } catch (InterruptedException deaf) {
          // It goes on.
        }
      }
    }
    if (host.startsWith("unknown")) {
      throw new UnknownHostException(host);
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private List<Future<List<InetAddress>>> slow(int count, String prefix, Tenant tenant) {
    List<Future<List<InetAddress>>> lookups = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      String host = "slow%s%d.example".formatted(prefix, n);
      lookups.add(threads.submit(() -> names.addresses(host, tenant)));
    }
    return lookups;
  }

  @Test
  void the_deadline_holds_for_a_look_up_that_cannot_be_interrupted() throws Exception {
    Future<Boolean> inTime =
        threads.submit(
            () -> {
              try (Deadline deadline = Deadline.in(Duration.ofMillis(100))) {
                assertThatThrownBy(() -> names.addresses("slow.example", ACME))
                    .isInstanceOf(InterruptedIOException.class);
                return deadline.hasPassed();
              }
            });
    assertThat(inTime.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_tenant_whose_name_server_is_silent_waits_alone() throws Exception {
    List<Future<List<InetAddress>>> held = slow(5 * NameLookups.OF_ONE_TENANT, "", ACME);
    await().until(() -> asked.get() == NameLookups.OF_ONE_TENANT);

    assertThat(
            threads
                .submit(() -> names.addresses("quick.example", GLOBEX))
                .get(10, TimeUnit.SECONDS))
        .hasSize(1);
    assertThat(asked).hasValue(NameLookups.OF_ONE_TENANT + 1);

    answer.countDown();
    assertThat(held).allSatisfy(found -> assertThat(found.get()).hasSize(1));
  }

  @Test
  void who_finds_all_threads_taken_by_other_tenants_waits_and_is_told_that_nothing_began()
      throws Exception {
    int tenants = NameLookups.OF_ALL / NameLookups.OF_ONE_TENANT;
    for (int n = 0; n < tenants; n++) {
      slow(NameLookups.OF_ONE_TENANT, "-%d-".formatted(n), new Tenant("tenant-" + n));
    }
    await().until(() -> asked.get() == NameLookups.OF_ALL);

    Future<?> victim =
        threads.submit(
            () -> {
              try (Deadline _ = Deadline.in(Duration.ofMillis(100))) {
                assertThatThrownBy(() -> names.addresses("quick.example", GLOBEX))
                    .isInstanceOf(NameLookups.NotBegunException.class);
              }
            });
    victim.get(10, TimeUnit.SECONDS);

    answer.countDown();
    assertThat(
            threads
                .submit(() -> names.addresses("quick.example", GLOBEX))
                .get(10, TimeUnit.SECONDS))
        .hasSize(1);
  }

  @Test
  void there_are_as_many_threads_as_is_documented() throws IOException {
    String told = Files.readString(Path.of("..", "docs", "security.md")).replaceAll("\\s+", " ");

    assertThat(told)
        .contains(
            "Names are looked up on threads of their own, %d a tenant and %d in all, each name once at a time."
                .formatted(NameLookups.OF_ONE_TENANT, NameLookups.OF_ALL))
        .contains(
            "%d of them take all threads"
                .formatted(NameLookups.OF_ALL / NameLookups.OF_ONE_TENANT));
  }

  @Test
  void a_name_is_looked_up_once_at_a_time() throws Exception {
    List<Future<List<InetAddress>>> same = new ArrayList<>();
    same.add(threads.submit(() -> names.addresses("slow.example", ACME)));
    await().until(() -> asked.get() == 1);
    for (int n = 0; n < 3 * NameLookups.OF_ONE_TENANT; n++) {
      same.add(threads.submit(() -> names.addresses("slow.example", ACME)));
    }
    await().during(Duration.ofMillis(200)).until(() -> asked.get() == 1);
    answer.countDown();
    assertThat(same).allSatisfy(found -> assertThat(found.get()).hasSize(1));
  }

  @Test
  void a_name_without_an_address_is_unknown_and_takes_no_thread_for_good() {
    for (int n = 0; n < 2 * NameLookups.OF_ONE_TENANT; n++) {
      String host = "unknown%d.example".formatted(n);
      assertThatThrownBy(() -> names.addresses(host, ACME))
          .isInstanceOf(UnknownHostException.class);
    }
  }
}
