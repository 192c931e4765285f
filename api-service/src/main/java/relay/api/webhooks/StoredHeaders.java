package relay.api.webhooks;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;
import relay.secrets.SecretHeaders;

/**
 * The headers of a webhook as the database has them. A value of a secret header is written and
 * never read here: what is kept is kept encrypted, so a lost key is in the way of no change.
 *
 * @param plain values as they are; of a secret header too, until {@code KeyRotation} has moved what
 *     a version that did not encrypt has stored, which is then newer than what is encrypted
 * @param secret encrypted values
 */
record StoredHeaders(Map<String, String> plain, Map<String, String> secret) {
  static final StoredHeaders NONE = new StoredHeaders(Map.of(), Map.of());

  /**
   * What is shown of them: all names, and the values that are not secret. An encrypted value is
   * secret whatever the name of its header: a later version may treat more names as secret.
   */
  Map<String, String> shown() {
    Map<String, String> shown = ignoringCase(secret);
    shown.replaceAll((_, _) -> SecretHeaders.REDACTED);
    plain.forEach(
        (name, value) ->
            shown.put(name, SecretHeaders.isSecret(name) ? SecretHeaders.REDACTED : value));
    return shown;
  }

  /** The wanted ones. What is redacted among them keeps its value. */
  StoredHeaders change(WebhookId webhook, Map<String, String> wanted, SecretCipher cipher) {
    Map<String, String> plainBefore = ignoringCase(plain);
    Map<String, String> secretBefore = ignoringCase(secret);
    Map<String, String> plainAfter = new LinkedHashMap<>();
    Map<String, String> secretAfter = new LinkedHashMap<>();
    wanted.forEach(
        (name, value) -> {
          boolean kept = value.equals(SecretHeaders.REDACTED);
          if (kept || SecretHeaders.isSecret(name)) {
            @Nullable String given = kept ? plainBefore.get(name) : value;
            secretAfter.put(
                name,
                given == null
                    ? requireNonNull(secretBefore.get(name))
                    : cipher.encryptHeader(webhook, name, given));
          } else {
            plainAfter.put(name, value);
          }
        });
    return new StoredHeaders(plainAfter, secretAfter);
  }

  private static Map<String, String> ignoringCase(Map<String, String> headers) {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    return sorted;
  }

  /** Hides the values. */
  @Override
  public String toString() {
    return "StoredHeaders" + shown().keySet();
  }
}
