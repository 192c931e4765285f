package relay.worker.sending;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import relay.secrets.SecretHeaders;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Headers;

/**
 * What is kept of the headers of an answer. It is bounded, since results wait in memory while the
 * database is down.
 */
final class KeptHeaders {
  private static final int MAX_HEADERS = 64;
  private static final int MAX_CHARACTERS = 8 * 1024;

  private KeptHeaders() {}

  /** One that is too long does not keep shorter ones after it from being kept. */
  static Headers of(Header... received) {
    List<Outcome.Header> kept = new ArrayList<>();
    int characters = 0;
    for (Header one : received) {
      Outcome.Header header = storable(one);
      int length = header.name().length() + header.value().length();
      if (kept.size() < MAX_HEADERS && characters + length <= MAX_CHARACTERS) {
        kept.add(header);
        characters += length;
      }
    }
    return new Headers(List.copyOf(kept), received.length - kept.size());
  }

  private static Outcome.Header storable(Header header) {
    String name = storable(header.getName());
    return new Outcome.Header(
        name, SecretHeaders.isSecret(name) ? SecretHeaders.REDACTED : storable(header.getValue()));
  }

  /** The client reads each byte of a head as a character, where most servers write UTF-8. */
  private static String storable(String read) {
    return Text.storable(read.getBytes(ISO_8859_1));
  }
}
