package relay.api.webhooks;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import relay.api.access.Caller;
import relay.api.audit.Action;
import relay.api.audit.Audit;
import relay.api.problem.Problem;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;
import relay.secrets.UnreadableSecretException;
import relay.signing.SigningSecret;
import tools.jackson.databind.node.ObjectNode;

/** Registered webhooks. Each change raises their version in its own transaction. Thread-safe. */
@Component
class Webhooks {
  /** A webhook with a new secret, for the only time. */
  record Issued(WebhookRow row, IssuedSecret secret) {}

  private final WebhookRows rows;
  private final HeaderRules headerRules;
  private final SecretCipher cipher;
  private final Audit audit;
  private final Clock clock = Clock.systemUTC();

  Webhooks(WebhookRows rows, HeaderRules headerRules, SecretCipher cipher, Audit audit) {
    this.rows = rows;
    this.headerRules = headerRules;
    this.cipher = cipher;
    this.audit = audit;
  }

  @Transactional
  Issued create(Caller caller, ObjectNode fields) {
    NewWebhook asked = new WebhookFields(fields, null, headerRules).registration();
    WebhookSettings settings = asked.settings();
    IssuedSecret secret = asked.secret().issue();
    WebhookId id = WebhookId.next();
    rows.raiseVersion();
    WebhookRow row =
        rows.save(
            new WebhookRow(
                id,
                caller.tenant(),
                settings,
                StoredHeaders.NONE.change(id, settings.headers(), cipher),
                cipher.encrypt(id, secret.secret()),
                secret.publicKey(),
                now()));
    audit.record(caller, Action.WEBHOOK_REGISTERED, id);
    return new Issued(row, secret);
  }

  @Transactional
  WebhookRow change(Caller caller, WebhookId id, ObjectNode patch) {
    rows.raiseVersion();
    WebhookRow row = get(caller.tenant(), id);
    WebhookSettings settings = new WebhookFields(patch, row.settings(), headerRules).change();
    row.change(settings, row.storedHeaders().change(id, settings.headers(), cipher), now());
    rows.endRest(id.uuid());
    audit.record(caller, Action.WEBHOOK_CHANGED, id);
    return row;
  }

  /**
   * Gives a webhook another secret. The one that it had stays valid for a while, one from before
   * that does not; nor does one that cannot be read, since it could not sign.
   */
  @Transactional
  Issued rotateSecret(Caller caller, WebhookId id, ObjectNode fields) {
    rows.raiseVersion();
    WebhookRow row = get(caller.tenant(), id);
    SecretRotation asked = SecretRotation.read(fields, row.signature());
    IssuedSecret secret = asked.wish().issue();
    @Nullable SigningSecret old = secretOf(row);
    if (old != null && old.reveal().equals(secret.secret().reveal())) {
      throw Problem.invalid("secret", "is the one that the webhook has; choose another");
    }
    Instant now = now();
    boolean keepOld = old != null && asked.keepOldFor().isPositive();
    row.rotateSecret(
        cipher.encrypt(id, secret.secret()),
        secret.publicKey(),
        keepOld ? now.plus(asked.keepOldFor()) : null,
        now);
    audit.record(caller, Action.WEBHOOK_SECRET_ROTATED, id);
    return new Issued(row, secret);
  }

  @Transactional
  void delete(Caller caller, WebhookId id) {
    rows.raiseVersion();
    WebhookRow row = get(caller.tenant(), id);
    row.delete(now());
    audit.record(caller, Action.WEBHOOK_DELETED, id);
  }

  /**
   * The webhook of a tenant with this id.
   *
   * @throws Problem if there is none or it was deleted
   */
  @Transactional(readOnly = true)
  WebhookRow get(Tenant tenant, WebhookId id) {
    return rows.findByIdAndTenantAndDeletedAtIsNull(id.uuid(), tenant.name())
        .orElseThrow(() -> Problem.notFound("webhook", id));
  }

  /** The newest webhooks of a tenant, or those before an id. */
  @Transactional(readOnly = true)
  List<WebhookRow> newest(Tenant tenant, @Nullable UUID before, int limit) {
    return before == null
        ? rows.findByTenantAndDeletedAtIsNullOrderByIdDesc(tenant.name(), Limit.of(limit))
        : rows.findByTenantAndDeletedAtIsNullAndIdLessThanOrderByIdDesc(
            tenant.name(), before, Limit.of(limit));
  }

  private @Nullable SigningSecret secretOf(WebhookRow row) {
    try {
      return cipher.decrypt(row.webhookId(), row.encryptedSecret());
    } catch (UnreadableSecretException unreadable) {
      return null;
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
