package relay.api.people;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import relay.model.Tenant;

/** Reads what an OpenID provider says of somebody. */
record OidcClaims(OidcUser user, OidcProperties properties) {
  /** There in every ID token that was found valid, as is the subject. */
  String issuer() {
    return requireNonNull(user.getIssuer()).toString();
  }

  String subject() {
    return requireNonNull(user.getSubject());
  }

  /** The role that may do most of those that the person has; empty if they have none here. */
  Optional<Role> role() {
    return texts(claim(properties.roleClaim()))
        .map(properties.roles()::get)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder());
  }

  /** The tenant; empty if it is to be in a claim and is not, or is no name of a tenant. */
  Optional<Tenant> tenant() {
    if (properties.tenantClaim() == null) {
      return Optional.of(Tenant.DEFAULT);
    }
    try {
      return texts(claim(properties.tenantClaim())).findFirst().map(Tenant::new);
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  /** Names to log in with, of which the first that is free is taken; the person's own first. */
  List<UserName> userNames() {
    return Stream.of(user.getPreferredUsername(), user.getEmail(), subject())
        .filter(Objects::nonNull)
        .flatMap(OidcClaims::userName)
        .toList();
  }

  String name() {
    return Stream.of(user.getFullName(), user.getPreferredUsername(), user.getEmail())
        .filter(name -> name != null && !name.isBlank())
        .findFirst()
        .orElseGet(this::subject);
  }

  private static Stream<UserName> userName(String text) {
    try {
      return Stream.of(new UserName(text));
    } catch (IllegalArgumentException unfit) {
      return Stream.empty();
    }
  }

  private @Nullable Object claim(String path) {
    Object value = user.getClaims();
    for (String step : List.of(path.split("\\.", -1))) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return value;
  }

  private static Stream<String> texts(@Nullable Object value) {
    return switch (value) {
      case String text -> Stream.of(text);
      case Collection<?> many ->
          many.stream().filter(String.class::isInstance).map(String.class::cast);
      case null, default -> Stream.empty();
    };
  }
}
