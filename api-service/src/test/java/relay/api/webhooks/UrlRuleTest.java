package relay.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "https://example.com/",
        "HTTPS://EXAMPLE.COM/Hook",
        "http://localhost:1/",
        "http://example.com:65535/a/b?c=d&e=%C3%A9",
        "http://127.0.0.1:9000/",
        "http://[::1]:9000/hook",
        "http://[2001:db8::1]/",
        "http://xn--bcher-kva.example/",
        "http://example.com?query",
        "http://example.com./"
      })
  void a_url_that_can_be_sent_to_is_taken(String url) {
    assertThat(UrlRule.violation(url)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                               | absolute http or https
          example.com/hook                 | absolute http or https
          /hook                            | absolute http or https
          //example.com/hook               | absolute http or https
          ftp://example.com/               | absolute http or https
          file:///etc/passwd               | absolute http or https
          javascript:alert(1)              | absolute http or https
          http:example.com                 | absolute http or https
          http                             | absolute http or https
          http://[::1/                     | absolute http or https
          http://example.com/a b           | visible ASCII
          http://example.com/%             | absolute http or https
          http://example.com/%zz           | absolute http or https
          http://example.com/\\            | absolute http or https
          http://user@example.com/         | user name or password
          http://user:pass@example.com/    | user name or password
          http://@example.com/             | user name or password
          http://:@example.com/            | user name or password
          http://a_b@example_c/            | user name or password
          http://example.com/#fragment     | fragment
          http://example.com/#             | fragment
          http:///hook                     | host
          http://:8080/                    | host
          http://?x                        | host
          http://a_b.example/              | host name of letters
          http://127.1/                    | host name of letters
          http://a.1b/                     | host name of letters
          http://example.com:0/            | port
          http://example.com:65536/        | port
          http://bücher.example/           | xn-- form
          http://example.com/é             | visible ASCII
          http://example.com/{id}          | at position 20 it has a character that is to be escaped with %
          http://example.com/%zz           | at position 20
          """)
  void another_url_is_refused_with_the_reason(String url, String reason) {
    assertThat(UrlRule.violation(url)).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://",
        "http://example.com:port/",
        "http://example.com:-1/",
        "http://example.com:99999999999/",
        "http://a:1:2/",
        "http://[::1]x/",
        "http://example.com\r\nX: y",
        "http://example.com/\t",
        "http://example.com/\u0000"
      })
  void a_malformed_url_is_refused(String url) {
    assertThat(UrlRule.violation(url)).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {" http://example.com/", "http://example.com/ ", "http://example.com/\n"})
  void a_blank_at_an_end_is_called_one(String url) {
    assertThat(UrlRule.violation(url)).isEqualTo("has a blank or a line break at an end");
  }

  @Test
  void a_url_of_2048_characters_is_taken_and_one_more_is_refused() {
    String longest = "http://a/" + "x".repeat(2048 - "http://a/".length());

    assertThat(UrlRule.violation(longest)).isNull();
    assertThat(UrlRule.violation(longest + "x")).contains("2048");
  }
}
