package relay.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.api.problem.ProblemWriter;

/**
 * Lets a request pass if it bears the key or asks for what is open: health, metrics, the
 * documentation and the files of the dashboard, which asks for the key by itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ApiKeyFilter extends OncePerRequestFilter {
  /**
   * Matched against the path as it was sent, without decoding: a path with parameters, escapes or
   * empty segments is not open, whatever else would make of it.
   */
  private static final Pattern OPEN =
      Pattern.compile(
          "/actuator/(health(/[a-z]+)?|prometheus)|/openapi\\.yaml|/docs(/%1$s)?/?|/|/ui(/%1$s)*/?"
              .formatted("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*"));

  private static final String SCHEME = "Bearer ";

  private final byte[] key;
  private final ProblemWriter problems;

  ApiKeyFilter(AccessProperties properties, ProblemWriter problems) {
    this.key = properties.apiKey().getBytes(UTF_8);
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (OPEN.matcher(request.getRequestURI()).matches()
        || bearsKey(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      chain.doFilter(request, response);
    } else {
      problems.write(
          new Problem(Kind.UNAUTHORIZED, "Send the header Authorization: Bearer <API key>."),
          response);
    }
  }

  /** Takes the same time for every wrong key, so that none can be guessed by the clock. */
  private boolean bearsKey(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            key, authorization.substring(SCHEME.length()).strip().getBytes(UTF_8));
  }
}
