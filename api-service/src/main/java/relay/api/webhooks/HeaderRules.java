package relay.api.webhooks;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import relay.wire.OriginHeader;

/**
 * The headers that a webhook may add to its deliveries: none that would break the request or forge
 * one of the relay's own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.5">RFC 9110, fields</a>
 */
@Component
class HeaderRules {
  private static final int MAX_HEADERS = 20;
  private static final int MAX_NAME = 100;
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE =
      Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E\\t]{0,1022}[\\x21-\\x7E])?");
  private static final Set<String> OWN =
      Set.of(
          "host",
          "content-length",
          "content-type",
          "content-encoding",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "user-agent",
          OriginHeader.NAME.toLowerCase(Locale.ROOT));

  private final String bodySignature;

  HeaderRules(BodySignatureProperties properties) {
    this.bodySignature = properties.bodyHeader().toLowerCase(Locale.ROOT);
  }

  /**
   * Checks all headers.
   *
   * @param asked how many the request names, those that it removes too
   * @param error takes the name of a field and what is wrong with it
   */
  void check(Map<String, String> headers, int asked, BiConsumer<String, String> error) {
    if (Math.max(headers.size(), asked) > MAX_HEADERS) {
      error.accept("headers", "must be at most " + MAX_HEADERS);
      return;
    }
    Set<String> seen = new HashSet<>();
    headers.forEach(
        (name, value) -> {
          String field = "headers." + name;
          String lowerCase = name.toLowerCase(Locale.ROOT);
          if (!checkName(name, error)) {
            return;
          }
          if (isReserved(lowerCase)) {
            error.accept(field, "is set by the relay or by HTTP and can not be chosen");
          } else if (!seen.add(lowerCase)) {
            error.accept(field, "occurs more than once; case does not count");
          } else if (!VALUE.matcher(value).matches()) {
            error.accept(
                field,
                "must have a value of 1 to 1024 visible ASCII characters, with spaces and tabs only"
                    + " between them");
          }
        });
  }

  /** Checks the name alone, as of a header that is removed; returns whether one may be so named. */
  boolean checkName(String name, BiConsumer<String, String> error) {
    if (name.length() <= MAX_NAME && TOKEN.matcher(name).matches()) {
      return true;
    }
    error.accept(
        "headers." + name, "must be named by at most 100 letters, digits and !#$%&'*+.^_`|~-");
    return false;
  }

  private boolean isReserved(String lowerCase) {
    return OWN.contains(lowerCase)
        || lowerCase.startsWith("proxy-")
        || lowerCase.startsWith("webhook-")
        || lowerCase.equals(bodySignature);
  }
}
