package relay.api.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import relay.api.access.Actor;
import relay.api.access.Caller;
import relay.api.access.CallerAddress;
import relay.api.access.CallerSource;
import relay.api.access.Scope;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.model.Tenant;

/**
 * Knows callers by the API key in their request: the one of the setting, which opens everything and
 * is the way in while there is no other, or one that is stored.
 */
@Component
class KeySource implements CallerSource {
  private static final String SCHEME = "Bearer ";
  private static final Actor CONFIGURED = new Actor(Actor.Kind.KEY, "configured", "relay.api-key");
  private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

  private final byte[] configured;
  private final KnownKeys stored;
  private final KeyUses uses;

  KeySource(KeyProperties properties, KnownKeys stored, KeyUses uses) {
    this.configured = properties.apiKey().getBytes(UTF_8);
    this.stored = stored;
    this.uses = uses;
  }

  @Override
  public @Nullable Caller caller(HttpServletRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return null;
    }
    if (authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      String text = authorization.substring(SCHEME.length()).strip();
      if (isConfigured(text)) {
        return new Caller(Tenant.DEFAULT, CONFIGURED, ALL, CallerAddress.of(request));
      }
      ApiKey sent = ApiKey.parse(text);
      KnownKey key = sent == null ? null : stored.find(sent);
      if (key != null) {
        return callerWith(key, CallerAddress.of(request));
      }
    }
    throw Problem.unauthorized();
  }

  /** What became of a key is told to those who have all of it. */
  private Caller callerWith(KnownKey key, String address) {
    return switch (key.state()) {
      case ACTIVE -> {
        uses.note(key.id());
        yield key.caller(address);
      }
      case EXPIRED -> throw refused("This API key has expired; ask for a new one.");
      case REVOKED -> throw refused("This API key was revoked; ask for a new one.");
    };
  }

  private static Problem refused(String detail) {
    return new Problem(Kind.UNAUTHORIZED, detail);
  }

  /** Takes the same time for every wrong key, so that none can be guessed by the clock. */
  private boolean isConfigured(String key) {
    return MessageDigest.isEqual(configured, key.getBytes(UTF_8));
  }
}
