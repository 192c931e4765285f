package relay.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import relay.api.problem.Problem;
import relay.api.problem.ProblemWriter;

/** Tells the rest of the chain who calls; ends a request whose credential is not valid. */
class CallerFilter extends OncePerRequestFilter {
  private final Callers callers;
  private final ProblemWriter problems;

  CallerFilter(Callers callers, ProblemWriter problems) {
    this.callers = callers;
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
      callers
          .of(request)
          .map(CallerToken::new)
          .map(SecurityContextImpl::new)
          .ifPresent(SecurityContextHolder::setContext);
    } catch (Problem refused) {
      problems.write(refused, response);
      return;
    }
    chain.doFilter(request, response);
  }
}
