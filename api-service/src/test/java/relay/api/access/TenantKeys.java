package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import relay.model.Tenant;

/** A key for each tenant, {@code tenant:} and its name. */
@TestComponent
@Order(0)
public class TenantKeys implements CallerSource {
  private static final String PREFIX = "Bearer tenant:";

  /** The key that lets in. */
  public static String of(Tenant tenant) {
    return "tenant:" + tenant;
  }

  @Override
  public @Nullable Caller caller(HttpServletRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null || !authorization.startsWith(PREFIX)) {
      return null;
    }
    Tenant tenant = new Tenant(authorization.substring(PREFIX.length()));
    Actor actor = new Actor(Actor.Kind.KEY, "key of " + tenant, "test");
    return new Caller(tenant, actor, EnumSet.allOf(Scope.class), request.getRemoteAddr());
  }
}
