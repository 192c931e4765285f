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
import relay.signing.SigningSecret;
import tools.jackson.databind.node.ObjectNode;

/** Registered webhooks. Each change raises their version in its own transaction. Thread-safe. */
@Component
class Webhooks {
  /** A new webhook, with its secret for the only time. */
  record Registered(WebhookRow row, SigningSecret secret) {}

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
  Registered create(Caller caller, ObjectNode fields) {
    WebhookChange asked = new WebhookFields(fields, null, headerRules).change();
    SigningSecret secret = asked.secret().orElseGet(SigningSecret::create);
    WebhookId id = WebhookId.next();
    rows.raiseVersion();
    WebhookRow row =
        rows.save(
            new WebhookRow(
                id, caller.tenant(), asked.settings(), cipher.encrypt(id, secret), now()));
    audit.record(caller, Action.WEBHOOK_REGISTERED, id);
    return new Registered(row, secret);
  }

  @Transactional
  WebhookRow change(Caller caller, WebhookId id, ObjectNode patch) {
    rows.raiseVersion();
    WebhookRow row = get(caller.tenant(), id);
    WebhookChange asked = new WebhookFields(patch, row.settings(), headerRules).change();
    row.change(asked.settings(), now());
    asked.secret().ifPresent(secret -> row.replaceSecret(cipher.encrypt(id, secret)));
    audit.record(caller, Action.WEBHOOK_CHANGED, id);
    return row;
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

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
