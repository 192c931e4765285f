package relay.api.people;

import java.util.Optional;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.access.Caller;
import relay.api.audit.Action;
import relay.api.audit.Audit;
import relay.api.tenants.Tenants;
import relay.model.PersonId;
import relay.model.Tenant;

/**
 * Keeps whom OpenID providers have let in. Known are they by issuer and subject alone: a name or an
 * address of e-mail, which somebody may choose, makes nobody another person. Thread-safe.
 */
@Component
class OidcPeople {
  private final PersonRows rows;
  private final Tenants tenants;
  private final Sessions sessions;
  private final Audit audit;
  private final OidcProperties properties;
  private final TransactionTemplate transaction;

  OidcPeople(
      PersonRows rows,
      Tenants tenants,
      Sessions sessions,
      Audit audit,
      OidcProperties properties,
      TransactionTemplate transaction) {
    this.rows = rows;
    this.tenants = tenants;
    this.sessions = sessions;
    this.audit = audit;
    this.properties = properties;
    this.transaction = transaction;
  }

  /**
   * Makes or updates the person; empty if they have no role or no tenant here. Both that and a move
   * to another tenant end the sessions that they had.
   *
   * @param address where they come from, for the audit log
   */
  Optional<PersonId> keep(OidcUser user, String address) {
    Kept kept = transaction.execute(_ -> store(user, address));
    // Ending sessions takes a connection of its own, so it comes after the transaction.
    kept.ended().ifPresent(sessions::endAll);
    return kept.person();
  }

  /** The person, if they may log in, and whose sessions are to end. */
  private record Kept(Optional<PersonId> person, Optional<PersonId> ended) {}

  private Kept store(OidcUser user, String address) {
    OidcClaims claims = new OidcClaims(user, properties);
    Optional<Role> role = claims.role();
    Optional<Tenant> tenant = claims.tenant().filter(tenants::exists);
    Optional<PersonRow> known =
        rows.findByOidcIssuerAndOidcSubject(claims.issuer(), claims.subject());
    if (role.isEmpty() || tenant.isEmpty()) {
      return new Kept(Optional.empty(), known.map(PersonRow::personId));
    }
    boolean moves = known.filter(person -> !person.tenant().equals(tenant.get())).isPresent();
    PersonRow person =
        known.isPresent()
            ? update(known.get(), claims, role.get(), tenant.get(), address)
            : add(claims, role.get(), tenant.get(), address);
    Optional<PersonId> id = Optional.of(person.personId());
    return new Kept(id, moves ? id : Optional.empty());
  }

  private PersonRow add(OidcClaims claims, Role role, Tenant tenant, String address) {
    PersonRow person =
        rows.save(
            PersonRow.ofProvider(
                tenant, freeName(claims), claims.name(), role, claims.issuer(), claims.subject()));
    audit.record(person.caller(address), Action.PERSON_ADDED, person.personId());
    return person;
  }

  private PersonRow update(
      PersonRow person, OidcClaims claims, Role role, Tenant tenant, String address) {
    Caller before = person.caller(address);
    boolean otherName = !claims.name().equals(person.name());
    boolean otherRole = role != person.role();
    person.become(claims.name(), role);
    person.moveTo(tenant);
    Caller now = person.caller(address);
    if (!now.tenant().equals(before.tenant())) {
      audit.record(before, Action.PERSON_MOVED, person.personId());
      audit.record(now, Action.PERSON_MOVED, person.personId());
    }
    if (otherName) {
      audit.record(now, Action.PERSON_CHANGED, person.personId());
    }
    if (otherRole) {
      audit.record(now, Action.PERSON_ROLE_CHANGED, person.personId());
    }
    return person;
  }

  private UserName freeName(OidcClaims claims) {
    return claims.userNames().stream()
        .filter(name -> !rows.existsByUserName(name.text()))
        .findFirst()
        .orElseGet(() -> new UserName(PersonId.next().toString()));
  }
}
