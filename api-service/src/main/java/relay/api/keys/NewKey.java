package relay.api.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import relay.api.access.Scope;
import relay.api.body.ObjectFields;
import relay.api.paging.QueryParameters;

/**
 * A key that somebody asks for.
 *
 * @param expiresAt {@code null} if it never does
 */
record NewKey(String name, Scopes scopes, @Nullable Instant expiresAt) {
  private static final int MAX_NAME = 100;
  private static final Duration MAX_LIFE = Duration.ofDays(3_660);

  /**
   * Reads it.
   *
   * @throws relay.api.problem.Problem that names each field that breaks a rule
   */
  static NewKey read(ObjectFields fields, Instant now) {
    String name = fields.text("name", NewKey::name);
    List<Scope> scopes = fields.texts("scopes", Scope.values().length, Scopes::grantable);
    Instant expiresAt = fields.text("expiresAt", text -> expiry(text, now));
    for (String required : List.of("name", "scopes")) {
      if (!fields.has(required)) {
        fields.error(required, "is required");
      }
    }
    fields.check();
    return new NewKey(
        Objects.requireNonNull(name), Scopes.of(Objects.requireNonNull(scopes)), expiresAt);
  }

  private static String name(String text) {
    boolean valid =
        !text.isBlank()
            && text.length() <= MAX_NAME
            && text.chars().noneMatch(Character::isISOControl)
            && UTF_8.newEncoder().canEncode(text);
    if (!valid) {
      throw new IllegalArgumentException(
          "must have 1 to %d characters, and no control characters".formatted(MAX_NAME));
    }
    return text;
  }

  private static Instant expiry(String text, Instant now) {
    Instant expiry = QueryParameters.instant(text);
    if (!expiry.isAfter(now) || expiry.isAfter(now.plus(MAX_LIFE))) {
      throw new IllegalArgumentException("must be in the future, by at most 10 years");
    }
    return expiry;
  }
}
