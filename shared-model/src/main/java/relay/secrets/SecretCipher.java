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
 * Encrypts the secrets of webhooks for the database and decrypts them. Thread-safe.
 *
 * <p>The stored text is {@code aes-256-gcm:<id of the key>:<base64>}. It holds for one webhook: the
 * webhook's id is the associated data, so a row that is given the text of another does not decrypt.
 * A secret is as small as a data key would be, so it is encrypted with the envelope key itself.
 *
 * <p>The migrations know the first two parts of the text too, to tell the key of each row.
 */
public final class SecretCipher {
  private static final String SETTING = "relay.secrets.keys";
  private static final String PREFIX = "aes-256-gcm:";
  private static final String CHANGED =
      "it was changed, or is of another webhook, or its key has the id of another";

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
    return seal(webhook.toString(), secret.reveal());
  }

  /**
   * Encrypts a text, so that only who has a key can make one that opens.
   *
   * @param holder whose text it is; it opens for nobody else
   */
  public String seal(String holder, String text) {
    byte[] sealed = first.seal(text.getBytes(UTF_8), holder.getBytes(UTF_8));
    return PREFIX + first.id() + ":" + Base64.getEncoder().encodeToString(sealed);
  }

  /**
   * The secret of a webhook from what is stored, which is the secret itself where a version that
   * did not encrypt has stored it.
   */
  public SigningSecret decrypt(WebhookId webhook, String stored) throws UnreadableSecretException {
    String secret = stored.startsWith(PREFIX) ? open(webhook.toString(), stored) : stored;
    try {
      return SigningSecret.parse(secret);
    } catch (IllegalArgumentException changed) {
      throw new UnreadableSecretException(CHANGED);
    }
  }

  /** The text that was sealed for this holder. */
  public String open(String holder, String sealed) throws UnreadableSecretException {
    if (!sealed.startsWith(PREFIX)) {
      throw new UnreadableSecretException(CHANGED);
    }
    try {
      return decipher(holder, sealed);
    } catch (AEADBadTagException | IllegalArgumentException changed) {
      throw new UnreadableSecretException(CHANGED);
    }
  }

  private String decipher(String holder, String stored)
      throws AEADBadTagException, UnreadableSecretException {
    int end = stored.indexOf(':', PREFIX.length());
    String id = stored.substring(PREFIX.length(), Math.max(end, PREFIX.length()));
    EnvelopeKey key = keys.get(id);
    if (key == null) {
      throw new UnreadableSecretException("%s has no key with the id %s".formatted(SETTING, id));
    }
    byte[] sealed = Base64.getDecoder().decode(stored.substring(end + 1));
    return new String(key.open(sealed, holder.getBytes(UTF_8)), UTF_8);
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
