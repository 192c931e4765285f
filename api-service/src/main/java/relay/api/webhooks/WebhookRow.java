package relay.api.webhooks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;
import relay.model.Tenant;
import relay.model.WebhookId;
import relay.signing.SignatureScheme;

/** A row of {@code webhooks}. Not thread-safe. */
@Entity
@Table(name = "webhooks")
class WebhookRow implements Persistable<UUID> {
  @Id private UUID id;

  /** Rows are looked for by it. */
  @SuppressWarnings("UnusedVariable")
  private String tenant;

  private String url;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "event_types", columnDefinition = "text[]")
  private List<String> eventTypes;

  private @Nullable String description;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> headers;

  /** Encrypted. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "secret_headers")
  private Map<String, String> secretHeaders;

  /** Encrypted. */
  private String secret;

  /** What verifies what the secret signs, if that is a private key. */
  @Column(name = "public_key")
  private @Nullable String publicKey;

  /** The secret before, encrypted. Hibernate alone reads it: the delivery-worker signs with it. */
  @SuppressWarnings("UnusedVariable")
  @Column(name = "old_secret")
  private @Nullable String oldSecret;

  @Column(name = "old_secret_valid_until")
  private @Nullable Instant oldSecretValidUntil;

  private boolean enabled;

  @Column(name = "disabled_reason")
  private @Nullable String disabledReason;

  @Column(name = "disabled_at")
  private @Nullable Instant disabledAt;

  @Column(name = "timeout_seconds")
  private int timeoutSeconds;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "deleted_at")
  private @Nullable Instant deletedAt;

  /** An id is made before the row is stored, so its presence does not say that there is a row. */
  @Transient private boolean isNew;

  /** For Hibernate, which sets the fields. */
  @NullUnmarked
  protected WebhookRow() {}

  WebhookRow(
      WebhookId id,
      Tenant tenant,
      WebhookSettings settings,
      StoredHeaders headers,
      String encryptedSecret,
      @Nullable String publicKey,
      Instant now) {
    this.id = id.uuid();
    this.isNew = true;
    this.tenant = tenant.name();
    this.url = settings.url();
    this.eventTypes = settings.eventTypes();
    this.description = settings.description();
    store(headers);
    this.secret = encryptedSecret;
    this.publicKey = publicKey;
    enable(settings.enabled(), now);
    this.timeoutSeconds = settings.timeoutSeconds();
    this.updatedAt = now;
  }

  void change(WebhookSettings settings, StoredHeaders headers, Instant now) {
    url = settings.url();
    eventTypes = settings.eventTypes();
    description = settings.description();
    store(headers);
    if (enabled != settings.enabled()) {
      enable(settings.enabled(), now);
    }
    timeoutSeconds = settings.timeoutSeconds();
    updatedAt = now;
  }

  private void store(StoredHeaders stored) {
    headers = stored.plain();
    secretHeaders = stored.secret();
  }

  private void enable(boolean wanted, Instant now) {
    enabled = wanted;
    disabledReason = wanted ? null : DisabledReason.MANUAL.label();
    disabledAt = wanted ? null : now;
  }

  /**
   * Puts another secret in the place of the present one.
   *
   * @param keepOldUntil until when that signs too; {@code null} if it does not
   */
  void rotateSecret(
      String encryptedSecret,
      @Nullable String publicKey,
      @Nullable Instant keepOldUntil,
      Instant now) {
    this.oldSecret = keepOldUntil == null ? null : secret;
    this.oldSecretValidUntil = keepOldUntil;
    this.secret = encryptedSecret;
    this.publicKey = publicKey;
    this.updatedAt = now;
  }

  /** The database erases secrets and headers along with it. */
  void delete(Instant now) {
    deletedAt = now;
    updatedAt = now;
  }

  WebhookSettings settings() {
    return new WebhookSettings(
        url, eventTypes, description, storedHeaders().shown(), enabled, timeoutSeconds);
  }

  StoredHeaders storedHeaders() {
    return new StoredHeaders(headers, secretHeaders);
  }

  String encryptedSecret() {
    return secret;
  }

  SignatureScheme signature() {
    return publicKey == null ? SignatureScheme.V1 : SignatureScheme.V1A;
  }

  @Nullable String publicKey() {
    return publicKey;
  }

  /** Until when the secret before signs too; {@code null} if there is none. */
  @Nullable Instant oldSecretValidUntil() {
    return oldSecretValidUntil;
  }

  WebhookId webhookId() {
    return new WebhookId(id);
  }

  /** Why it is disabled; {@code null} if it is not. */
  @Nullable DisabledReason disabledReason() {
    if (enabled) {
      return null;
    }
    return disabledReason == null ? DisabledReason.MANUAL : DisabledReason.of(disabledReason);
  }

  /** Since when it is disabled, if that is known. */
  @Nullable Instant disabledAt() {
    return enabled ? null : disabledAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  @Override
  public UUID getId() {
    return id;
  }

  @Override
  public boolean isNew() {
    return isNew;
  }

  @PostLoad
  @PostPersist
  void stored() {
    isNew = false;
  }
}
