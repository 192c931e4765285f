package relay.worker.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import relay.worker.RawServer;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Succeeded;
import relay.worker.attempt.Reason;

/** The most that is read of the head of an answer, and one more. */
class AnswerLimitsTest extends Sending {
  private static final int KIB = 1024;
  private static final String HINT = "HTTP/1.1 103 Early Hints\r\n\r\n";
  private static final String EMPTY = "Content-Length: 0\r\n";

  @Test
  void of_headers_100_are_read() throws Exception {
    assertRead(OK + EMPTY + "X-Many: 1\r\n".repeat(99) + "\r\n");
    assertRefused(OK + EMPTY + "X-Many: 1\r\n".repeat(100) + "\r\n");
  }

  @Test
  void of_a_line_16_kib_are_read_with_its_end() throws Exception {
    assertRead(OK + EMPTY + line(16 * KIB) + "\r\n");
    assertRefused(OK + EMPTY + line(16 * KIB + 1) + "\r\n");
  }

  @Test
  void of_a_head_64_kib_are_read() throws Exception {
    assertRead(head(64 * KIB));
    assertRefused(head(64 * KIB + 1));
  }

  @Test
  void what_follows_a_head_or_precedes_it_is_not_counted_with_it() throws Exception {
    assertRead(HINT + head(64 * KIB));
    assertRefused(HINT + head(64 * KIB + 1));
    assertRead(HINT + head(64 * KIB, 5 * KIB) + "x".repeat(5 * KIB));
  }

  @Test
  void of_interim_answers_10_are_read() throws Exception {
    assertRead(HINT.repeat(10) + OK + EMPTY + "\r\n");
    assertRefused(HINT.repeat(11) + OK + EMPTY + "\r\n");
  }

  private void assertRead(String answer) throws Exception {
    assertThat(answered(answer)).isInstanceOf(Succeeded.class);
  }

  private void assertRefused(String answer) throws Exception {
    assertThat(answered(answer))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(Reason.CONNECT);
              assertThat(failed.error()).contains("more or longer headers, or interim answers");
            });
  }

  private Outcome answered(String answer) throws Exception {
    try (RawServer server = new RawServer(out -> out.write(answer.getBytes(UTF_8)))) {
      return send(server.url());
    }
  }

  private static String head(int bytes) {
    return head(bytes, 0);
  }

  /** A head of so many bytes in all. */
  private static String head(int bytes, int body) {
    StringBuilder head = new StringBuilder(OK + "Content-Length: " + body + "\r\n");
    int left = bytes - head.length() - 2;
    for (; left > 8 * KIB; left -= 4 * KIB) {
      head.append(line(4 * KIB));
    }
    return head.append(line(left)).append("\r\n").toString();
  }

  private static String line(int bytes) {
    return "X-Long: " + "x".repeat(bytes - "X-Long: \r\n".length()) + "\r\n";
  }
}
