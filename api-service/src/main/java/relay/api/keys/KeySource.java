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
import relay.api.access.CallerSource;
import relay.api.access.Scope;
import relay.api.problem.Problem;
import relay.model.Tenant;

/** Knows callers by the API key in their request. */
@Component
class KeySource implements CallerSource {
  private static final String SCHEME = "Bearer ";
  private static final Actor CONFIGURED = new Actor(Actor.Kind.KEY, "configured", "relay.api-key");
  private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

  private final byte[] configured;

  KeySource(KeyProperties properties) {
    this.configured = properties.apiKey().getBytes(UTF_8);
  }

  @Override
  public @Nullable Caller caller(HttpServletRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return null;
    }
    if (authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      String key = authorization.substring(SCHEME.length()).strip();
      if (isConfigured(key)) {
        return new Caller(Tenant.DEFAULT, CONFIGURED, ALL, request.getRemoteAddr());
      }
    }
    throw Problem.unauthorized();
  }

  /** Takes the same time for every wrong key, so that none can be guessed by the clock. */
  private boolean isConfigured(String key) {
    return MessageDigest.isEqual(configured, key.getBytes(UTF_8));
  }
}
