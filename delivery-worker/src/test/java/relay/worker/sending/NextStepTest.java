package relay.worker.sending;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.testservers.Receiver;
import relay.worker.RawServer;
import relay.worker.attempt.Outcome.Failed;

/** An attempt that failed says what may be wrong, in words that lead to what to do. */
class NextStepTest extends Sending {
  /** The first frame of HTTP/2, in which a server tells its settings: RFC 9113, section 3.4. */
  private static final String SETTINGS_OF_HTTP_2 = "\0\0\0\4\0\0\0\0\0";

  @Test
  void one_that_closes_without_a_byte_is_said_to_have_sent_no_answer() throws Exception {
    try (RawServer server = new RawServer(_ -> {})) {
      assertThat(error(server.url()))
          .contains(
              "closed the connection without an answer: does it speak HTTP/1.1, and is it not a"
                  + " port for https?");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SETTINGS_OF_HTTP_2, "ICY 200 OK\r\n\r\n", "220 mail ready\r\n"})
  void what_speaks_another_protocol_is_asked_whether_it_speaks_http(String sent) throws Exception {
    try (RawServer server = new RawServer(out -> out.write(sent.getBytes(ISO_8859_1)))) {
      assertThat(error(server.url())).contains("does it speak HTTP/1.1");
    }
  }

  @Test
  void an_answer_to_a_conditional_get_is_no_redirect() throws Exception {
    try (Receiver receiver = Receiver.answering(304)) {
      assertThat(error(receiver.url()))
          .isEqualTo(
              "The endpoint answered as to a GET that asks for changes (304): answer with 2xx");
    }
  }

  private String error(URI url) throws Exception {
    assertThat(send(url)).isInstanceOf(Failed.class);
    return ((Failed) send(url)).error();
  }
}
