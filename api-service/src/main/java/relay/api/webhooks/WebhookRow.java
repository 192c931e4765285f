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

  /** Encrypted. Hibernate alone reads it: no call shows a secret that is stored. */
  @SuppressWarnings("UnusedVariable")
  private String secret;

  private boolean enabled;

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
      WebhookId id, Tenant tenant, WebhookSettings settings, String encryptedSecret, Instant now) {
    this.id = id.uuid();
    this.isNew = true;
    this.tenant = tenant.name();
    this.url = settings.url();
    this.eventTypes = settings.eventTypes();
    this.description = settings.description();
    this.headers = settings.headers();
    this.secret = encryptedSecret;
    this.enabled = settings.enabled();
    this.timeoutSeconds = settings.timeoutSeconds();
    this.updatedAt = now;
  }

  void change(WebhookSettings settings, Instant now) {
    url = settings.url();
    eventTypes = settings.eventTypes();
    description = settings.description();
    headers = settings.headers();
    enabled = settings.enabled();
    timeoutSeconds = settings.timeoutSeconds();
    updatedAt = now;
  }

  void replaceSecret(String encryptedSecret) {
    secret = encryptedSecret;
  }

  void delete(Instant now) {
    deletedAt = now;
    updatedAt = now;
  }

  WebhookSettings settings() {
    return new WebhookSettings(url, eventTypes, description, headers, enabled, timeoutSeconds);
  }

  WebhookId webhookId() {
    return new WebhookId(id);
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
