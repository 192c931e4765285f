package relay.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;
import relay.model.WebhookId;
import relay.signing.SigningSecret;

/**
 * Encrypts the signing secrets and secret headers of webhooks for the database and decrypts them.
 * Thread-safe.
 *
 * <p>The stored text is {@code aes-256-gcm:<id of the key>:<base64>}. It holds for one webhook and
 * one use: the webhook's id, and the name of the header, are the associated data, so a text that is
 * moved to another place does not decrypt. A secret is about as small as a data key would be, so it
 * is encrypted with the envelope key itself.
 *
 * <p>The migrations know the first two parts of the text too, to tell the key of each row.
 */
public final class SecretCipher {
  private static final String SETTING = "relay.secrets.keys";
  private static final String PREFIX = "aes-256-gcm:";
  private static final byte[] SESSION = "relay-session".getBytes(UTF_8);

  private final Map<String, EnvelopeKey> keys;
  private final EnvelopeKey first;

  private SecretCipher(Map<String, EnvelopeKey> keys, EnvelopeKey first) {
    this.keys = keys;
    this.first = first;
  }

  /**
   * A cipher that encrypts with the first of the keys and decrypts with all.
   *
   * @param keys the value of the setting {@code relay.secrets.keys}: {@code id:base64} each
   * @throws IllegalArgumentException with a sentence for operators that shows no key
   */
  public static SecretCipher of(@Nullable List<String> keys) {
    if (keys == null || keys.isEmpty()) {
      throw new IllegalArgumentException(
          SETTING
              + " (environment variable RELAY_SECRETS_KEYS) has to be set to an id, a colon and 32"
              + " random bytes in base64, which openssl rand -base64 32 makes; keep it, the secrets"
              + " of the webhooks cannot be read without it");
    }
    Map<String, EnvelopeKey> byId = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      EnvelopeKey key = parse(i + 1, keys.get(i));
      if (byId.putIfAbsent(key.id(), key) != null) {
        throw new IllegalArgumentException(
            "%s (environment variable RELAY_SECRETS_KEYS) has two keys with the id %s: give each an id of its own"
                .formatted(SETTING, key.id()));
      }
    }
    return new SecretCipher(byId, byId.values().iterator().next());
  }

  private static EnvelopeKey parse(int number, String text) {
    try {
      return EnvelopeKey.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "%s (environment variable RELAY_SECRETS_KEYS): key %d %s; make one with openssl rand -base64 32 and write id:key"
              .formatted(SETTING, number, malformed.getMessage()));
    }
  }

  /** The text to store for a webhook's secret. */
  public String encrypt(WebhookId webhook, SigningSecret secret) {
    return seal(secret.reveal(), secretOf(webhook));
  }

  /**
   * The secret of a webhook from what is stored, which is the secret itself where a version that
   * did not encrypt has stored it.
   */
  public SigningSecret decrypt(WebhookId webhook, String stored) throws UnreadableSecretException {
    try {
      return SigningSecret.parse(open(stored, secretOf(webhook)));
    } catch (IllegalArgumentException changed) {
      throw unreadable();
    }
  }

  /** The text to store for the value of a webhook's header. */
  public String encryptHeader(WebhookId webhook, String name, String value) {
    return seal(value, headerOf(webhook, name));
  }

  /**
   * The value of a webhook's header from what is stored, which is the value itself where a version
   * that did not encrypt headers has stored it.
   */
  public String decryptHeader(WebhookId webhook, String name, String stored)
      throws UnreadableSecretException {
    try {
      return open(stored, headerOf(webhook, name));
    } catch (UnreadableSecretException unreadable) {
      throw new UnreadableSecretException("header %s: %s".formatted(name, unreadable.getMessage()));
    }
  }

  /** What a browser gets for the id of a session. */
  public String encryptSession(String id) {
    return seal(id, SESSION);
  }

  /** The id of a session from what a browser has sent, which nobody but the relay can make. */
  public String decryptSession(String sent) throws UnreadableSecretException {
    if (!sent.startsWith(PREFIX)) {
      throw unreadable();
    }
    return open(sent, SESSION);
  }

  private String seal(String plain, byte[] associated) {
    byte[] sealed = first.seal(plain.getBytes(UTF_8), associated);
    return PREFIX + first.id() + ":" + Base64.getEncoder().encodeToString(sealed);
  }

  private String open(String stored, byte[] associated) throws UnreadableSecretException {
    if (!stored.startsWith(PREFIX)) {
      return stored;
    }
    int end = stored.indexOf(':', PREFIX.length());
    String id = stored.substring(PREFIX.length(), Math.max(end, PREFIX.length()));
    EnvelopeKey key = keys.get(id);
    if (key == null) {
      throw new UnreadableSecretException("%s has no key with the id %s".formatted(SETTING, id));
    }
    try {
      byte[] sealed = Base64.getDecoder().decode(stored.substring(end + 1));
      return new String(key.open(sealed, associated), UTF_8);
    } catch (AEADBadTagException | IllegalArgumentException changed) {
      throw unreadable();
    }
  }

  private static UnreadableSecretException unreadable() {
    return new UnreadableSecretException(
        "it was changed, or is of another webhook, or its key has the id of another");
  }

  private static byte[] secretOf(WebhookId webhook) {
    return webhook.toString().getBytes(UTF_8);
  }

  /** Another than that of the secret, which could otherwise be stored, and so sent, as a header. */
  private static byte[] headerOf(WebhookId webhook, String name) {
    return "%s header %s".formatted(webhook, name).getBytes(UTF_8);
  }

  /** The id of the key that encrypts. */
  public String firstKeyId() {
    return first.id();
  }

  /** The ids of the keys that decrypt. */
  public Set<String> keyIds() {
    return Set.copyOf(keys.keySet());
  }

  /** Names the keys and says nothing else of them. */
  @Override
  public String toString() {
    return "SecretCipher" + keys.keySet();
  }
}
