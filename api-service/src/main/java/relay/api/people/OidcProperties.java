package relay.api.people;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an OpenID provider says of people, beside who they are.
 *
 * @param roleClaim the claim with the roles or groups of a person; a path with dots if it is within
 *     another
 * @param roles which of these is which role here; of several the one that may do most
 * @param tenantClaim the claim with the name of the tenant; null if all belong to the default one
 */
@ConfigurationProperties("relay.oidc")
record OidcProperties(
    @DefaultValue("roles") String roleClaim,
    @DefaultValue Map<String, Role> roles,
    @Nullable String tenantClaim) {}
