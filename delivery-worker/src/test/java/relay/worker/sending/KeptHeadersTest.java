package relay.worker.sending;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.testservers.Receiver;
import relay.worker.RawServer;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Header;
import relay.worker.attempt.Outcome.Headers;
import relay.worker.attempt.Outcome.Response;
import relay.worker.attempt.Outcome.Succeeded;

class KeptHeadersTest extends Sending {
  private static final String EMPTY = "Content-Length: 0\r\n\r\n";

  @Test
  void they_are_kept_in_their_order_and_as_often_as_they_came() throws Exception {
    try (RawServer server =
        answering("Via: 1.1 a\r\nx-id:  7 \r\nVia: 1.1 b\r\nx-none:\r\n" + EMPTY)) {
      assertThat(headers(server.url()).kept())
          .containsExactly(
              new Header("Via", "1.1 a"),
              new Header("x-id", "7"),
              new Header("Via", "1.1 b"),
              new Header("x-none", ""),
              new Header("Content-Length", "0"));
    }
  }

  @Test
  void those_of_a_refusal_are_kept_as_well() throws Exception {
    try (Receiver receiver =
        Receiver.answering(
            (exchange, _) -> {
              exchange.getResponseHeaders().add("Retry-After", "7");
              exchange.sendResponseHeaders(503, -1);
            })) {
      assertThat(headers(receiver.url()).kept()).contains(new Header("Retry-after", "7"));
    }
  }

  @Test
  void text_is_utf_8_and_what_postgresql_cannot_store_is_replaced() throws Exception {
    byte[] latin1 = ("x-latin: Zo\u00eb\r\nx-nul: a\0b\r\n" + EMPTY).getBytes(ISO_8859_1);
    try (RawServer server =
        new RawServer(
            out -> {
              out.write((OK + "x-utf: Zo\u00eb \ud83d\ude00\r\n").getBytes(UTF_8));
              out.write(latin1);
            })) {
      assertThat(headers(server.url()).kept())
          .startsWith(
              new Header("x-utf", "Zo\u00eb \ud83d\ude00"),
              new Header("x-latin", "Zo\ufffd"),
              new Header("x-nul", "a b"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set-Cookie",
        "SET-COOKIE2",
        "Authorization",
        "Proxy-Authorization",
        "X-Auth-Token",
        "X-Api-Key",
        "x-apikey",
        "Client-Secret",
        "X-Session-Id",
        "X-Password"
      })
  void of_a_secret_the_name_alone_is_kept(String name) throws Exception {
    try (RawServer server = answering(name + ": s3cret\r\n" + EMPTY)) {
      assertThat(headers(server.url()).kept()).startsWith(new Header(name, "REDACTED"));
    }
  }

  @Test
  void what_says_how_to_log_in_is_no_secret() throws Exception {
    try (RawServer server =
        answering("WWW-Authenticate: Basic\r\nProxy-Authenticate: Basic\r\n" + EMPTY)) {
      assertThat(headers(server.url()).kept())
          .startsWith(
              new Header("WWW-Authenticate", "Basic"), new Header("Proxy-Authenticate", "Basic"));
    }
  }

  @Test
  void there_are_at_most_64_and_the_others_are_counted() throws Exception {
    try (Receiver receiver =
        Receiver.answering(
            (exchange, _) -> {
              IntStream.range(0, 90)
                  .forEach(i -> exchange.getResponseHeaders().add("X-Many", "" + i));
              exchange.sendResponseHeaders(200, -1);
            })) {
      Headers headers = headers(receiver.url());
      assertThat(headers.kept()).hasSize(64);
      assertThat(headers.kept().size() + headers.leftOut()).isBetween(91, 93);
    }
  }

  @Test
  void they_have_at_most_8192_characters_and_what_is_too_long_does_not_displace_the_rest()
      throws Exception {
    String long1 = "a".repeat(5_000);
    String long2 = "b".repeat(5_000);
    try (RawServer server =
        answering("x-1: %s\r\nx-2: %s\r\nx-3: c\r\n%s".formatted(long1, long2, EMPTY))) {
      Headers headers = headers(server.url());
      assertThat(headers.kept())
          .containsExactly(
              new Header("x-1", long1), new Header("x-3", "c"), new Header("Content-Length", "0"));
      assertThat(headers.leftOut()).isOne();
    }
  }

  @Test
  void exactly_8192_characters_are_kept() throws Exception {
    String most = "a".repeat(8_192 - "x-1".length());
    try (RawServer fits = answering("x-1: " + most + "\r\n" + EMPTY);
        RawServer exceeds = answering("x-1: " + most + "a\r\n" + EMPTY)) {
      assertThat(headers(fits.url()).kept()).containsExactly(new Header("x-1", most));
      assertThat(headers(exceeds.url()).kept()).containsExactly(new Header("Content-Length", "0"));
    }
  }

  private Headers headers(URI url) throws Exception {
    Response response =
        switch (send(url)) {
          case Succeeded succeeded -> succeeded.response();
          case Failed failed -> failed.response();
        };
    return Objects.requireNonNull(response).headers();
  }

  private static RawServer answering(String headers) {
    return new RawServer(out -> out.write((OK + headers).getBytes(UTF_8)));
  }
}
