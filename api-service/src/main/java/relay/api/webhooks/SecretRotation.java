package relay.api.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import relay.api.body.ObjectFields;
import relay.api.problem.Problem;
import relay.signing.HmacSecret;
import relay.signing.SignatureScheme;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a webhook gets another secret.
 *
 * @param keepOldFor how long the one that it has stays valid, zero to seven days
 */
record SecretRotation(SecretWish wish, Duration keepOldFor) {
  private static final int DEFAULT_SECONDS = (int) Duration.ofDays(1).toSeconds();
  private static final int MAX_SECONDS = (int) Duration.ofDays(7).toSeconds();

  /**
   * Reads a request.
   *
   * @param current how the webhook is signed now, and will be unless the request says otherwise
   * @throws Problem that names each field that breaks a rule
   */
  static SecretRotation read(ObjectNode body, SignatureScheme current) {
    ObjectFields fields = new ObjectFields(body);
    @Nullable SignatureScheme asked = fields.text("signature", SignatureScheme::parse);
    @Nullable HmacSecret own = fields.text("secret", HmacSecret::parse);
    @Nullable Integer seconds = fields.wholeNumber("keepOldFor", 0, MAX_SECONDS);
    SignatureScheme scheme = asked == null ? current : asked;
    if (own != null && scheme == SignatureScheme.V1A) {
      fields.error("secret", SecretWish.NO_OWN_KEY);
    }
    fields.check();
    return new SecretRotation(
        new SecretWish(scheme, own),
        Duration.ofSeconds(seconds == null ? DEFAULT_SECONDS : seconds));
  }
}
