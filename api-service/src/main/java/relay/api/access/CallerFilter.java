package relay.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import relay.api.problem.Failures;
import relay.api.problem.ProblemWriter;

/**
 * Tells the rest of the chain who calls; ends a request whose credential is not valid, or comes too
 * often, before its body is read.
 */
class CallerFilter extends OncePerRequestFilter {
  private final Callers callers;
  private final RequestLimits limits;
  private final ProblemWriter problems;

  CallerFilter(Callers callers, RequestLimits limits, ProblemWriter problems) {
    this.callers = callers;
    this.limits = limits;
    this.problems = problems;
  }

  /** A file is not worth a look into the database. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return SecurityRules.isFile(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      callers.of(request).ifPresent(this::letIn);
    } catch (RuntimeException failure) {
      problems.write(Failures.problem(failure), response);
      return;
    }
    chain.doFilter(request, response);
  }

  private void letIn(Caller caller) {
    limits.check(caller);
    SecurityContextHolder.setContext(new SecurityContextImpl(new CallerToken(caller)));
  }
}
