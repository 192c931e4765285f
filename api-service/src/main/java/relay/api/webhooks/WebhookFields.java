package relay.api.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import relay.api.problem.FieldError;
import relay.api.problem.Problem;
import relay.model.EventTypePattern;
import relay.secrets.SecretHeaders;
import relay.signing.HmacSecret;
import relay.signing.SignatureScheme;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the settings of a webhook from JSON as a merge patch over those that it has: an absent
 * field keeps its value, null removes it. A new webhook is a patch over nothing. One use each.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396, JSON Merge Patch</a>
 */
final class WebhookFields {
  private static final Set<String> SETTINGS =
      Set.of("url", "eventTypes", "description", "headers", "enabled", "timeoutSeconds");
  private static final Set<String> OF_SECRET = Set.of("secret", "signature");
  private static final int MAX_EVENT_TYPES = 50;
  private static final int MAX_DESCRIPTION = 500;
  private static final int MAX_TIMEOUT_SECONDS = 30;
  private static final int DEFAULT_TIMEOUT_SECONDS = 15;
  private static final String REQUIRED = "is required";
  private static final String REDACTED_NEW =
      "is %s, which stands for a value that is not shown: give the value"
          .formatted(SecretHeaders.REDACTED);
  private static final String REDACTED_KEPT =
      REDACTED_NEW + ", leave the header out to keep it, or give null to remove it";

  private final ObjectNode patch;
  private final @Nullable WebhookSettings current;
  private final HeaderRules headerRules;
  private final List<FieldError> errors = new ArrayList<>();

  WebhookFields(ObjectNode patch, @Nullable WebhookSettings current, HeaderRules headerRules) {
    this.patch = patch;
    this.current = current;
    this.headerRules = headerRules;
  }

  /**
   * What a registration asks for.
   *
   * @throws Problem that names each field that breaks a rule
   */
  NewWebhook registration() {
    NewWebhook registration = new NewWebhook(settings(), secret());
    check();
    return registration;
  }

  /**
   * The settings after the patch.
   *
   * @throws Problem that names each field that breaks a rule
   */
  WebhookSettings change() {
    for (String name : OF_SECRET) {
      if (patch.has(name)) {
        error(name, "is changed by POST /webhooks/{id}/secret");
      }
    }
    WebhookSettings settings = settings();
    check();
    return settings;
  }

  private WebhookSettings settings() {
    return new WebhookSettings(
        url(), eventTypes(), description(), headers(), enabled(), timeoutSeconds());
  }

  private void check() {
    for (String name : patch.propertyNames()) {
      if (!SETTINGS.contains(name) && !OF_SECRET.contains(name)) {
        error(name, "is not a known field");
      }
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  private String url() {
    JsonNode value = patch.get("url");
    if (value == null && current != null) {
      return current.url();
    }
    String url = string("url", value);
    if (url == null) {
      return "";
    }
    String violation = UrlRule.violation(url);
    if (violation != null) {
      error("url", violation);
    }
    return url;
  }

  private List<String> eventTypes() {
    JsonNode value = patch.get("eventTypes");
    if (value == null && current != null) {
      return current.eventTypes();
    }
    if (value == null || value.isNull()) {
      error("eventTypes", REQUIRED);
      return List.of();
    }
    if (!value.isArray() || value.isEmpty() || value.size() > MAX_EVENT_TYPES) {
      error("eventTypes", "must be an array of 1 to %d event types".formatted(MAX_EVENT_TYPES));
      return List.of();
    }
    Set<String> patterns = new LinkedHashSet<>();
    for (int i = 0; i < value.size(); i++) {
      addPattern("eventTypes[%d]".formatted(i), value.get(i), patterns);
    }
    return List.copyOf(patterns);
  }

  private void addPattern(String field, JsonNode value, Set<String> patterns) {
    String pattern = string(field, value);
    if (pattern == null) {
      return;
    }
    try {
      EventTypePattern.parse(pattern);
    } catch (IllegalArgumentException malformed) {
      error(field, String.valueOf(malformed.getMessage()));
      return;
    }
    if (!patterns.add(pattern)) {
      error(field, "occurs more than once");
    }
  }

  private @Nullable String description() {
    JsonNode value = patch.get("description");
    if (value == null) {
      return current == null ? null : current.description();
    }
    if (value.isNull()) {
      return null;
    }
    String description = string("description", value);
    if (description != null
        && (description.codePointCount(0, description.length()) > MAX_DESCRIPTION
            || !isStorable(description))) {
      error(
          "description",
          "must have at most %d characters, and neither NUL nor half a surrogate pair"
              .formatted(MAX_DESCRIPTION));
    }
    return description;
  }

  private static boolean isStorable(String text) {
    return text.indexOf('\0') < 0 && UTF_8.newEncoder().canEncode(text);
  }

  private Map<String, String> headers() {
    JsonNode value = patch.get("headers");
    Map<String, String> headers = new LinkedHashMap<>();
    if (current != null && (value == null || !value.isNull())) {
      headers.putAll(current.headers());
    }
    if (value == null || value.isNull()) {
      return headers;
    }
    if (!value.isObject()) {
      error("headers", "must be an object of names and values");
      return headers;
    }
    Set<String> patched = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    patched.addAll(value.propertyNames());
    headers.keySet().removeIf(patched::contains);
    value.forEachEntry(
        (name, header) -> {
          if (header.isString() && header.stringValue().equals(SecretHeaders.REDACTED)) {
            error("headers." + name, current == null ? REDACTED_NEW : REDACTED_KEPT);
          } else if (header.isString()) {
            headers.put(name, header.stringValue());
          } else if (header.isNull()) {
            headerRules.checkName(name, this::error);
          } else {
            error("headers." + name, "must be a string");
          }
        });
    headerRules.check(headers, value.size(), this::error);
    return headers;
  }

  private SecretWish secret() {
    SignatureScheme asked = parsed("signature", SignatureScheme::parse);
    SignatureScheme scheme = asked == null ? SignatureScheme.V1 : asked;
    HmacSecret own = parsed("secret", HmacSecret::parse);
    if (own != null && scheme == SignatureScheme.V1A) {
      error("secret", SecretWish.NO_OWN_KEY);
    }
    return new SecretWish(scheme, own);
  }

  private <T> @Nullable T parsed(String field, Function<String, T> parser) {
    JsonNode value = patch.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    String text = string(field, value);
    try {
      return text == null ? null : parser.apply(text);
    } catch (IllegalArgumentException malformed) {
      error(field, String.valueOf(malformed.getMessage()));
      return null;
    }
  }

  private boolean enabled() {
    JsonNode value = patch.get("enabled");
    if (value == null) {
      return current == null || current.enabled();
    }
    if (value.isNull()) {
      return true;
    }
    return is("enabled", value, JsonNode::isBoolean, "must be true or false")
        && value.booleanValue();
  }

  private int timeoutSeconds() {
    JsonNode value = patch.get("timeoutSeconds");
    if (value == null) {
      return current == null ? DEFAULT_TIMEOUT_SECONDS : current.timeoutSeconds();
    }
    if (value.isNull()) {
      return DEFAULT_TIMEOUT_SECONDS;
    }
    boolean valid =
        is(
            "timeoutSeconds",
            value,
            seconds ->
                seconds.isIntegralNumber()
                    && seconds.canConvertToInt()
                    && seconds.intValue() >= 1
                    && seconds.intValue() <= MAX_TIMEOUT_SECONDS,
            "must be a whole number from 1 to " + MAX_TIMEOUT_SECONDS);
    return valid ? value.intValue() : DEFAULT_TIMEOUT_SECONDS;
  }

  private @Nullable String string(String field, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      error(field, current == null ? REQUIRED : "can not be removed");
      return null;
    }
    return is(field, value, JsonNode::isString, "must be a string") ? value.stringValue() : null;
  }

  private boolean is(String field, JsonNode value, Predicate<JsonNode> rule, String message) {
    if (rule.test(value)) {
      return true;
    }
    error(field, message);
    return false;
  }

  private void error(String field, String message) {
    errors.add(new FieldError(field, message));
  }
}
