package relay.api.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.RawHttp;

/** A request that was refused says what to do next. */
@ApiTest
class NextStepTest {
  private static final String EVENT = "{\"type\": \"a.b\", \"data\": {}}";

  @Autowired Api api;
  @Autowired RawHttp raw;

  static Stream<Arguments> typesAndCodings() {
    return Stream.of(
        arguments("Content-Encoding", "gzip", "Send the body as it is, without Content-Encoding."),
        arguments(
            "Content-Type",
            "application/json; charset=ISO-8859-1",
            "Content-Type: application/json, without a charset or with UTF-8."));
  }

  @ParameterizedTest
  @MethodSource("typesAndCodings")
  void a_body_in_another_form_is_told_the_right_one(String header, String value, String step) {
    HttpRequest.Builder post =
        api.request("/events")
            .setHeader("Content-Type", "application/json")
            .setHeader(header, value)
            .POST(BodyPublishers.ofString(EVENT));

    assertThat(api.send(post).isProblem(415).text("detail")).endsWith(step);
  }

  @Test
  void a_byte_order_mark_is_called_one() {
    assertThat(message(api.post("/events", "\uFEFF" + EVENT)))
        .isEqualTo("starts with a byte order mark; send it without");
  }

  @Test
  void a_plus_in_a_query_is_a_blank_until_it_is_escaped() {
    assertThat(message(api.get("/events?from=2026-01-01T00:00:00+01:00")))
        .endsWith("write a + as %2B");
    api.get("/events?from=2026-01-01T00:00:00%2B01:00").is(200);
  }

  /** Or a link that somebody prepared leads to a page that looks like this one. */
  @Test
  void a_redirect_names_no_host() {
    String answer = raw.send("GET /ui", "X-Forwarded-Host: evil.example", "").text();
    assertThat(answer).startsWith("HTTP/1.1 302").contains("Location: /ui/");
    assertThat(answer).doesNotContain("evil.example", "http://");
  }

  private static String message(Api.Answer answer) {
    return answer.isProblem(400).json().at("/errors/0/message").asString();
  }
}
