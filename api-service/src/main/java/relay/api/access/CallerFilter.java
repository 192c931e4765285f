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
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.api.problem.ProblemWriter;

/**
 * Tells the rest of the chain who calls; ends a request whose credential is not valid, or comes too
 * often, before its body is read.
 *
 * <p>All pages of a browser have one session. A page says by the header {@value #PERSON} for whom
 * it was opened, and is refused if somebody else has logged in meanwhile; each answer to a person
 * has that header, so that a page notices it.
 */
class CallerFilter extends OncePerRequestFilter {
  private static final String PERSON = "Relay-Person";

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
      callers.of(request).ifPresent(caller -> letIn(caller, request, response));
    } catch (RuntimeException failure) {
      problems.write(Failures.problem(failure), response);
      return;
    }
    chain.doFilter(request, response);
  }

  private void letIn(Caller caller, HttpServletRequest request, HttpServletResponse response) {
    limits.check(caller);
    if (caller.actor().kind() == Actor.Kind.PERSON) {
      String person = "%s %s".formatted(caller.actor().id(), caller.tenant().name());
      response.setHeader(PERSON, person);
      String meant = request.getHeader(PERSON);
      if (meant != null && !meant.equals(person)) {
        throw new Problem(
            Kind.FORBIDDEN,
            "Reload the page: somebody else has logged in since it was opened, and nothing was"
                + " done.");
      }
    }
    SecurityContextHolder.setContext(new SecurityContextImpl(new CallerToken(caller)));
  }
}
