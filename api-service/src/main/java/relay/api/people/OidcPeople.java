package relay.api.people;

import java.util.Optional;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import relay.model.PersonId;
import relay.model.Tenant;

/**
 * Keeps whom OpenID providers have let in. Known are they by issuer and subject alone: a name or an
 * address of e-mail, which somebody may choose, makes nobody another person. Thread-safe.
 */
@Component
class OidcPeople {
  private final PersonRows rows;
  private final OidcProperties properties;

  OidcPeople(PersonRows rows, OidcProperties properties) {
    this.rows = rows;
    this.properties = properties;
  }

  /** Makes or updates the person; empty if they have no role or no tenant here. */
  @Transactional
  Optional<PersonId> keep(OidcUser user) {
    OidcClaims claims = new OidcClaims(user, properties);
    Optional<Role> role = claims.role();
    Optional<Tenant> tenant = claims.tenant();
    if (role.isEmpty() || tenant.isEmpty()) {
      return Optional.empty();
    }
    String issuer = claims.issuer();
    PersonRow person =
        rows.findByOidcIssuerAndOidcSubject(issuer, claims.subject())
            .orElseGet(
                () ->
                    rows.save(
                        PersonRow.ofProvider(
                            tenant.get(),
                            freeName(claims),
                            claims.name(),
                            role.get(),
                            issuer,
                            claims.subject())));
    person.become(claims.name(), role.get());
    person.moveTo(tenant.get());
    return Optional.of(person.personId());
  }

  private UserName freeName(OidcClaims claims) {
    return claims.userNames().stream()
        .filter(name -> !rows.existsByUserName(name.text()))
        .findFirst()
        .orElseGet(() -> new UserName(PersonId.next().toString()));
  }
}
