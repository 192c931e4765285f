package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import relay.api.problem.Kind;
import relay.api.problem.Problem;

/** Holds back every call of the API that its caller has not the scope for. */
class NeedsCheck implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && isOurs(method)
        && !method.hasMethodAnnotation(Anybody.class)) {
      check(method.getMethodAnnotation(Needs.class), method);
    }
    return true;
  }

  /** The server's own handlers, such as that of errors, show nothing. */
  private static boolean isOurs(HandlerMethod method) {
    return method.getBeanType().getName().startsWith("relay.");
  }

  private static void check(@Nullable Needs needs, HandlerMethod method) {
    if (needs == null) {
      throw new IllegalStateException(method + " does not say which scope it needs");
    }
    if (!current().map(caller -> caller.has(needs.value())).orElse(false)) {
      throw new Problem(
          Kind.FORBIDDEN,
          "This needs the scope %s; ask an administrator for it.".formatted(needs.value().label()));
    }
  }

  /** The caller of the request that this thread handles. */
  static Optional<Caller> current() {
    Authentication known = SecurityContextHolder.getContext().getAuthentication();
    return known != null && known.getPrincipal() instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }
}
