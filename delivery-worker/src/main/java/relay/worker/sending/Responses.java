package relay.worker.sending;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Response;
import relay.worker.attempt.Reason;

/** Reads an answer and says what it means. */
final class Responses {
  private static final int MAX_BODY = 16 * 1024;
  private static final int MAX_SECONDS_DIGITS = 18;
  private static final int NOT_MODIFIED = 304;

  private Responses() {}

  static Outcome read(ClassicHttpResponse response, Clock clock) throws IOException {
    int status = response.getCode();
    Response answer =
        new Response(
            status,
            KeptHeaders.of(response.getHeaders()),
            Text.storable(body(response.getEntity())));
    if (status >= 200 && status < 300) {
      return new Outcome.Succeeded(answer);
    }
    return new Outcome.Failed(
        reason(status), explanation(status), answer, retryAfter(response, clock));
  }

  /**
   * The stream is not closed, because closing reads what remains, for as long as the endpoint
   * sends. Reading up to its end, if that comes first, is what frees the connection for the next
   * attempt.
   */
  private static byte[] body(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    InputStream content = entity.getContent();
    byte[] body = content.readNBytes(MAX_BODY);
    if (body.length == MAX_BODY) {
      content.read();
    }
    return body;
  }

  private static Reason reason(int status) {
    if (status == 429) {
      return Reason.STATUS_429;
    }
    return switch (status / 100) {
      case 3 -> Reason.STATUS_3XX;
      case 4 -> Reason.STATUS_4XX;
      default -> Reason.STATUS_5XX;
    };
  }

  private static String explanation(int status) {
    String sentence =
        switch (reason(status)) {
          case STATUS_3XX ->
              status == NOT_MODIFIED
                  ? "The endpoint answered as to a GET that asks for changes (%d): answer with 2xx"
                  : "The endpoint redirected (%d), and redirects are not followed: register its new"
                      + " URL";
          case STATUS_429 ->
              "The endpoint asked to slow down (%d): if it goes on, it allows fewer requests than"
                  + " there are events";
          case STATUS_4XX -> "The endpoint refused the delivery (%d): see its answer";
          default -> "The endpoint failed (%d): see its answer";
        };
    return sentence.formatted(status);
  }

  /** RFC 9110, section 10.2.3: seconds or a date. */
  private static @Nullable Duration retryAfter(ClassicHttpResponse response, Clock clock) {
    Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    if (header == null || header.getValue() == null) {
      return null;
    }
    String value = header.getValue().strip();
    if (value.matches("\\d+")) {
      return value.length() > MAX_SECONDS_DIGITS
          ? ChronoUnit.FOREVER.getDuration()
          : Duration.ofSeconds(Long.parseLong(value));
    }
    Instant date = DateUtils.parseStandardDate(value);
    if (date == null) {
      return null;
    }
    Duration until = Duration.between(clock.instant(), date);
    return until.isNegative() ? Duration.ZERO : until;
  }
}
