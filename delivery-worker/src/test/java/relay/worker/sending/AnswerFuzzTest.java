package relay.worker.sending;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;
import relay.fuzzing.Texts;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Headers;
import relay.worker.attempt.Outcome.Succeeded;

/** What endpoints answer is foreign text, too. */
class AnswerFuzzTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);

  @Property
  void kept_headers_are_bounded_storable_and_without_secrets(
      @ForAll("headers") List<Header> received) {
    Headers headers = KeptHeaders.of(received.toArray(Header[]::new));

    assertThat(headers.kept().size() + headers.leftOut()).isEqualTo(received.size());
    assertThat(headers.kept()).hasSizeLessThanOrEqualTo(64);
    assertThat(
            headers.kept().stream()
                .mapToInt(one -> one.name().length() + one.value().length())
                .sum())
        .isLessThanOrEqualTo(8_192);
    headers
        .kept()
        .forEach(
            one -> {
              assertStorable(one.name());
              assertStorable(one.value());
              assertThat(one.value()).doesNotContain("hunter2");
            });
  }

  @Property
  void an_answer_is_read_whatever_it_says(
      @ForAll @IntRange(min = 200, max = 999) int status,
      @ForAll @Size(max = 100) byte[] body,
      @ForAll("retryAfters") String retryAfter)
      throws IOException {
    ClassicHttpResponse response = new BasicClassicHttpResponse(status);
    response.addHeader("Retry-After", retryAfter);
    response.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM));

    Outcome outcome = Responses.read(response, CLOCK);

    switch (outcome) {
      case Succeeded(Outcome.Response answer) -> {
        assertThat(status).isBetween(200, 299);
        assertStorable(answer.body());
      }
      case Failed failed -> {
        assertThat(status).isGreaterThan(299);
        assertThat(failed.error()).contains(Integer.toString(status));
        Duration pause = failed.retryAfter();
        assertThat(pause == null || !pause.isNegative()).isTrue();
      }
    }
  }

  @Property
  void seconds_to_wait_are_taken_as_they_are(@ForAll @IntRange(min = 0) int seconds)
      throws IOException {
    ClassicHttpResponse response = new BasicClassicHttpResponse(503);
    response.addHeader("Retry-After", Integer.toString(seconds));

    assertThat(Responses.read(response, CLOCK))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
  }

  @Property
  void foreign_text_is_cut_and_storable(
      @ForAll("texts") String text, @ForAll @IntRange(max = 50) int maxLength) {
    String kept = Text.storable(text, maxLength);

    assertThat(kept).hasSizeLessThanOrEqualTo(maxLength);
    assertStorable(kept);
    assertStorable(Text.storable(text.getBytes(ISO_8859_1)));
  }

  private static void assertStorable(String text) {
    assertThat(text).doesNotContain("\0");
    assertThat(UTF_8.newEncoder().canEncode(text)).isTrue();
  }

  @Provide
  Arbitrary<List<Header>> headers() {
    Arbitrary<Header> one =
        Arbitraries.oneOf(
            Combinators.combine(
                    Texts.near("Content-Type", "Via", "x-id"), Texts.near("1.1 a", "ZoÃ«", ""))
                .as(BasicHeader::new),
            Arbitraries.of("Set-Cookie", "X-API-Key", "x-auth-TOKEN", "Proxy-Authorization")
                .map(name -> new BasicHeader(name, "hunter2")));
    return Arbitraries.oneOf(one.list().ofMaxSize(10), one.list().ofMinSize(50).ofMaxSize(80));
  }

  @Provide
  Arbitrary<String> retryAfters() {
    return Texts.near(
        "7",
        "999999999999999999",
        "9999999999999999999",
        "Tue, 24 Nov 2026 10:01:00 GMT",
        "Tuesday, 24-Nov-26 10:01:00 GMT",
        "Tue Nov 24 10:01:00 2026",
        "Fri, 31 Dec 9999 23:59:59 GMT");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(Texts.near("a text with 😀 in it", "\0\0"), Arbitraries.strings());
  }
}
