package relay.worker.sending;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.model.Tenant;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Response;
import relay.worker.attempt.Outcome.Succeeded;
import relay.worker.attempt.Reason;
import relay.worker.sending.KeepAliveServer.Request;

/** A connection is used again, and an answer is never that of another request. */
class KeptConnectionTest extends Sending {
  private static final Tenant OTHER = new Tenant("other");

  /** What a faulty server leaves on a connection after a good answer. */
  enum LeftOver {
    THE_ANSWER_AGAIN(true, answerOfA() + answerOfA()),
    A_BODY_OF_204(true, "HTTP/1.1 204 No Content\r\n\r\nok"),
    MORE_THAN_THE_LENGTH_SAYS(true, answerOfA() + "xx"),
    A_LINE_BREAK(true, answerOfA() + "\r\n"),
    ANOTHER_ANSWER_LATER(false, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    A_408_FOR_AN_IDLE_CONNECTION(
        false, "HTTP/1.1 408 Request Time-out\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
    A_LINE_BREAK_LATER(false, "\r\n");

    /** Whether it comes with the answer, or when that was read. */
    private final boolean atOnce;

    private final String bytes;

    LeftOver(boolean atOnce, String bytes) {
      this.atOnce = atOnce;
      this.bytes = bytes;
    }

    private static String answerOfA() {
      return new String(KeepAliveServer.answer(200, "for a"), ISO_8859_1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_left_on_a_connection_is_not_the_answer_of_the_next_request(LeftOver left)
      throws Exception {
    Semaphore read = new Semaphore(0);
    Semaphore written = new Semaphore(0);
    try (KeepAliveServer server =
        new KeepAliveServer(
            (request, out) -> {
              if (request.path().equals("/b")) {
                out.write(KeepAliveServer.answer(500, "for b"));
              } else if (left.atOnce) {
                out.write(left.bytes.getBytes(ISO_8859_1));
              } else {
                out.write(KeepAliveServer.answer(200, "for a"));
                read.acquire();
                out.write(left.bytes.getBytes(ISO_8859_1));
              }
              written.release();
              return true;
            })) {
      assertThat(send(server.url("/a"))).isInstanceOf(Succeeded.class);
      read.release();
      assertThat(written.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

      assertAnswerOfB(send(server.url("/b")));
      assertThat(server.requests()).extracting(Request::path).containsExactly("/a", "/b");
      assertThat(server.requests()).extracting(Request::onConnection).containsExactly(1, 1);
    }
  }

  private static void assertAnswerOfB(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.reason()).as(failed.error()).isEqualTo(Reason.STATUS_5XX);
              assertThat(failed.response())
                  .isNotNull()
                  .extracting(Response::body)
                  .isEqualTo("for b");
            });
  }

  @Test
  void a_server_that_closes_after_each_answer_without_saying_so_fails_no_attempt()
      throws Exception {
    Semaphore closing = new Semaphore(0);
    try (KeepAliveServer server =
        new KeepAliveServer(
            (_, out) -> {
              out.write(KeepAliveServer.answer(200, ""));
              closing.release();
              return false;
            })) {
      for (int attempt = 1; attempt <= 20; attempt++) {
        assertThat(send(server.url("/"))).isInstanceOf(Succeeded.class);
        assertThat(closing.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(server.requests()).hasSize(20);
    }
  }

  @Test
  void a_kept_connection_that_breaks_before_its_answer_is_replaced_once_within_the_attempt()
      throws Exception {
    try (KeepAliveServer server =
        new KeepAliveServer(
            (request, out) -> {
              if (request.onConnection() > 1) {
                return false;
              }
              out.write(KeepAliveServer.answer(200, ""));
              return true;
            })) {
      assertThat(send(server.url("/"))).isInstanceOf(Succeeded.class);
      assertThat(send(server.url("/"))).isInstanceOf(Succeeded.class);
      assertThat(server.requests()).extracting(Request::onConnection).containsExactly(1, 2, 1);
      assertThat(allAttempts()).isEqualTo(2);
    }
  }

  @Test
  void a_new_connection_that_breaks_is_the_end_of_the_attempt() throws Exception {
    try (KeepAliveServer server =
        new KeepAliveServer(
            (request, out) -> {
              if (request.path().equals("/bad")) {
                return false;
              }
              out.write(KeepAliveServer.answer(200, ""));
              return true;
            })) {
      assertThat(send(server.url("/good"))).isInstanceOf(Succeeded.class);
      assertReason(Reason.CONNECT, server.url("/bad"));
      assertThat(server.requests())
          .extracting(Request::path)
          .containsExactly("/good", "/bad", "/bad");
    }
  }

  /**
   * Once a byte came, the endpoint has begun to answer, and may have done what it was asked for.
   */
  @Test
  void a_kept_connection_that_breaks_in_its_answer_is_not_replaced() throws Exception {
    try (KeepAliveServer server =
        new KeepAliveServer(
            (request, out) -> {
              if (request.onConnection() > 1) {
                out.write("HTTP/1.1 200".getBytes(ISO_8859_1));
                return false;
              }
              out.write(KeepAliveServer.answer(200, ""));
              return true;
            })) {
      assertThat(send(server.url("/"))).isInstanceOf(Succeeded.class);
      assertReason(Reason.CONNECT, server.url("/"));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({", 4", "timeout=60, 4", "timeout=4, 4", "timeout=2, 2", "max=100, 4", "timeout=0, 4"})
  void a_connection_is_kept_for_4_s_unless_the_endpoint_says_less(
      @Nullable String keepAlive, int seconds) {
    BasicHttpResponse answer = new BasicHttpResponse(200);
    if (keepAlive != null) {
      answer.setHeader("Keep-Alive", keepAlive);
    }

    assertThat(
            HttpClientConfiguration.keepAlive()
                .getKeepAliveDuration(answer, HttpClientContext.create()))
        .isEqualTo(TimeValue.ofSeconds(seconds));
  }

  @Test
  @Tag("slow")
  void a_connection_that_is_not_used_any_more_is_closed() throws Exception {
    try (KeepAliveServer server =
        new KeepAliveServer(
            (_, out) -> {
              out.write(KeepAliveServer.answer(200, ""));
              return true;
            })) {
      long before = System.nanoTime();
      assertThat(send(server.url("/"))).isInstanceOf(Succeeded.class);
      long used = System.nanoTime();
      server.awaitLeft();
      long left = System.nanoTime();

      assertThat(Duration.ofNanos(left - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
      assertThat(Duration.ofNanos(left - used)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void connections_are_kept_for_the_tenant_that_opened_them() throws Exception {
    try (KeepAliveServer server =
        new KeepAliveServer(
            (_, out) -> {
              out.write(KeepAliveServer.answer(200, ""));
              return true;
            })) {
      for (Tenant tenant : List.of(Tenant.DEFAULT, OTHER, Tenant.DEFAULT, OTHER)) {
        assertThat(send(webhook(server.url("/"), tenant), data())).isInstanceOf(Succeeded.class);
      }
      assertThat(server.requests()).extracting(Request::onConnection).containsExactly(1, 1, 2, 2);
    }
  }

  /** That a broken one was replaced costs the tenant no connection that it could use again. */
  @Test
  void the_replacement_of_a_broken_connection_is_kept_too() throws Exception {
    try (KeepAliveServer server =
        new KeepAliveServer(
            (request, out) -> {
              if (request.path().equals("/break") && request.onConnection() > 1) {
                return false;
              }
              out.write(KeepAliveServer.answer(200, ""));
              return true;
            })) {
      for (String path : List.of("/", "/break", "/")) {
        assertThat(send(server.url(path))).isInstanceOf(Succeeded.class);
      }
      assertThat(server.requests()).extracting(Request::onConnection).containsExactly(1, 2, 1, 2);
    }
  }
}
