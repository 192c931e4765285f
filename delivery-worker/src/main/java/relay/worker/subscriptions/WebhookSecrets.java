package relay.worker.subscriptions;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relay.signing.Ed25519Secret;
import relay.signing.HmacSecret;
import relay.signing.SigningSecret;

/**
 * What the deliveries of a webhook are signed with, and the credentials that they carry.
 *
 * @param old the one before, after a rotation
 * @param headers the secret headers
 */
public record WebhookSecrets(
    SigningSecret current, @Nullable Old old, Map<String, String> headers) {

  /** A secret that signs beside the current one for a while. */
  public record Old(SigningSecret secret, Instant validUntil) {
    private boolean isValid(Instant now) {
      return now.isBefore(validUntil);
    }
  }

  /**
   * The value of {@code webhook-signature}: a signature by each that is valid, the newest first.
   */
  public String sign(String id, Instant now, byte[] body) {
    String signature = current.sign(id, now, body);
    return old != null && old.isValid(now)
        ? signature + " " + old.secret().sign(id, now, body)
        : signature;
  }

  /**
   * The signature of the body alone. Its header has room for one: it stays as it was until the old
   * secret ends. A receiver that is made for it knows shared secrets only.
   */
  public Optional<String> signBody(Instant now, byte[] body) {
    SigningSecret oldest = old != null && old.isValid(now) ? old.secret() : current;
    return switch (oldest) {
      case HmacSecret shared -> Optional.of(shared.signBody(body));
      case Ed25519Secret _ -> Optional.empty();
    };
  }

  /** Hides the headers. */
  @Override
  public String toString() {
    return "WebhookSecrets" + headers.keySet();
  }
}
