package relay.worker.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relay.worker.RawServer;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Reason;

@Tag("slow")
class DeadlineTest extends Sending {
  @BeforeEach
  void hurry() {
    deadline = SHORT;
  }

  @Test
  void the_deadline_holds_before_the_headers() throws Exception {
    try (RawServer server = new RawServer(_ -> new CountDownLatch(1).await())) {
      assertThat(send(server.url())).isInstanceOfSatisfying(Failed.class, this::isTimeout);
      assertCounted("failed", "timeout");
    }
  }

  @Test
  void the_deadline_holds_for_a_connection_that_nobody_accepts() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1)) {
      URI url = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/");
      for (int n = 0; n < 4; n++) {
        assertThat(send(url)).isInstanceOfSatisfying(Failed.class, this::isTimeout);
      }
    }
  }

  @Test
  void the_deadline_holds_for_a_tls_handshake_that_is_not_answered() throws Exception {
    try (RawServer silent = new RawServer(_ -> new CountDownLatch(1).await())) {
      assertThat(send(URI.create(silent.url().toString().replace("http:", "https:"))))
          .isInstanceOfSatisfying(Failed.class, this::isTimeout);
    }
  }

  @Test
  void the_deadline_holds_while_the_endpoint_does_not_read_the_request() throws Exception {
    byte[] large = new byte[12 * 1024 * 1024];
    try (RawServer server = new RawServer(_ -> new CountDownLatch(1).await())) {
      assertThat(send(webhook(server.url()), large))
          .isInstanceOfSatisfying(Failed.class, this::isTimeout);
    }
  }

  @Test
  void a_thread_that_met_its_deadline_is_not_left_interrupted() throws Exception {
    try (RawServer server = new RawServer(_ -> new CountDownLatch(1).await())) {
      boolean interrupted =
          threads
              .submit(
                  () -> {
                    sender().send(claim(), webhook(server.url()), data());
                    return Thread.currentThread().isInterrupted();
                  })
              .get(10, TimeUnit.SECONDS);
      assertThat(interrupted).isFalse();
    }
  }

  private void isTimeout(Failed failed) {
    assertThat(failed.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failed.error()).contains("1 s");
  }
}
