package relay.api.secrets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relay.api.secrets.SecretRows.Replacement;
import relay.api.secrets.SecretRows.Stored;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;
import relay.secrets.UnreadableSecretException;

/**
 * Encrypts with the first key what is stored in plain or encrypted with another, some at a time. It
 * keeps nothing that it could lose: who starts again goes through all again, and finds fewer.
 * Several may be at it at once. Not thread-safe.
 */
final class KeyRotation {
  static final int BATCH = 200;

  private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);

  private final SecretRows rows;
  private final SecretCipher cipher;
  private final Set<WebhookId> unreadable = new HashSet<>();
  private Stored after = Stored.BEFORE_ALL;
  private long left = -1;

  KeyRotation(SecretRows rows, SecretCipher cipher) {
    this.rows = rows;
    this.cipher = cipher;
  }

  /** Does the next of them; {@code false} if it has been through all. */
  boolean rotate() {
    List<Stored> batch = rows.outdated(cipher.firstKeyId(), after, BATCH);
    List<Replacement> replacements = new ArrayList<>();
    for (Stored stored : batch) {
      try {
        replacements.add(replacement(stored));
      } catch (UnreadableSecretException failure) {
        tell(stored.webhook(), failure);
      }
    }
    if (!replacements.isEmpty()) {
      rows.replace(replacements);
    }
    // What cannot be read stays: the next batch starts behind it, and not with it again.
    boolean more = batch.size() == BATCH;
    after = more ? batch.getLast() : Stored.BEFORE_ALL;
    return more;
  }

  /** How many webhooks need another key than the first. */
  long left() {
    long counted = rows.countOutdated(cipher.firstKeyId());
    if (counted != left) {
      left = counted;
      log.atInfo()
          .addKeyValue("key", cipher.firstKeyId())
          .addKeyValue("others", counted)
          .log(
              counted == 0
                  ? "Every secret is encrypted with the first key; no other is needed any more"
                  : "Not every secret is encrypted with the first key; the others are needed");
    }
    return counted;
  }

  private Replacement replacement(Stored stored) throws UnreadableSecretException {
    WebhookId webhook = stored.webhook();
    String header = stored.header();
    return new Replacement(
        stored,
        stored.isHeader()
            ? cipher.encryptHeader(
                webhook, header, cipher.decryptHeader(webhook, header, stored.text()))
            : cipher.encrypt(webhook, cipher.decrypt(webhook, stored.text())));
  }

  private void tell(WebhookId webhook, UnreadableSecretException failure) {
    if (unreadable.add(webhook)) {
      log.atWarn()
          .addKeyValue("webhook", webhook)
          .addKeyValue("cause", failure.getMessage())
          .log("The secret of a webhook cannot be read; it stays as it is");
    }
  }
}
