package relay.api.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;
import relay.api.access.Actor;
import relay.api.access.Caller;
import relay.model.PersonId;
import relay.model.Tenant;

/** A row of {@code people}. Not thread-safe. */
@Entity
@Table(name = "people")
class PersonRow implements Persistable<UUID> {
  @Id private UUID id;

  private String tenant;

  @Column(name = "user_name")
  private String userName;

  private String name;
  private String role;

  @Column(name = "password_hash")
  private @Nullable String passwordHash;

  @Column(name = "oidc_issuer")
  private @Nullable String oidcIssuer;

  /** Hibernate alone reads it: people are looked up by it. */
  @SuppressWarnings("UnusedVariable")
  @Column(name = "oidc_subject")
  private @Nullable String oidcSubject;

  @Column(name = "disabled_at")
  private @Nullable Instant disabledAt;

  @Column(name = "last_login_at")
  private @Nullable Instant lastLoginAt;

  /** An id is made before the row is stored, so its presence does not say that there is a row. */
  @Transient private boolean isNew;

  /** For Hibernate, which sets the fields. */
  @NullUnmarked
  protected PersonRow() {}

  private PersonRow(Tenant tenant, String userName, String name, Role role) {
    this.id = PersonId.next().uuid();
    this.isNew = true;
    this.tenant = tenant.name();
    this.userName = userName;
    this.name = name;
    this.role = role.label();
  }

  /** Somebody who logs in with a password. */
  static PersonRow withPassword(
      Tenant tenant, UserName userName, String name, Role role, String hash) {
    PersonRow row = new PersonRow(tenant, userName.text(), name, role);
    row.passwordHash = hash;
    return row;
  }

  /** Somebody who logs in by an OpenID provider. */
  static PersonRow ofProvider(
      Tenant tenant, UserName userName, String name, Role role, String issuer, String subject) {
    PersonRow row = new PersonRow(tenant, userName.text(), name, role);
    row.oidcIssuer = issuer;
    row.oidcSubject = subject;
    return row;
  }

  void become(String newName, Role newRole) {
    name = newName;
    role = newRole.label();
  }

  void moveTo(Tenant newTenant) {
    tenant = newTenant.name();
  }

  void replacePassword(String hash) {
    passwordHash = hash;
  }

  void disable(Instant now) {
    if (disabledAt == null) {
      disabledAt = now;
    }
  }

  void enable() {
    disabledAt = null;
  }

  void loggedIn(Instant now) {
    lastLoginAt = now;
  }

  PersonId personId() {
    return new PersonId(id);
  }

  Tenant tenant() {
    return new Tenant(tenant);
  }

  String userName() {
    return userName;
  }

  String name() {
    return name;
  }

  Role role() {
    return Role.of(role);
  }

  @Nullable String passwordHash() {
    return passwordHash;
  }

  /** Whether an OpenID provider says who it is, and which role they have. */
  boolean isOfProvider() {
    return oidcIssuer != null;
  }

  @Nullable String provider() {
    return oidcIssuer;
  }

  boolean isDisabled() {
    return disabledAt != null;
  }

  boolean isActiveAdmin() {
    return role() == Role.ADMIN && !isDisabled();
  }

  @Nullable Instant lastLoginAt() {
    return lastLoginAt;
  }

  /** The person as who makes a call. */
  Caller caller(String address) {
    Actor actor = new Actor(Actor.Kind.PERSON, personId().toString(), userName);
    return new Caller(tenant(), actor, role().scopes(), address);
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
