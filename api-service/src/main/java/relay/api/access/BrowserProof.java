package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * What shows that a call with a cookie was meant by a page of the relay, and not by a page of
 * somebody else that the browser has open: the value of the cookie {@code XSRF-TOKEN}, which no
 * other page can read, in the header {@code X-XSRF-TOKEN}. Thread-safe.
 */
@Component
public class BrowserProof {
  private final CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();

  BrowserProof() {
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
  }

  /** Gives the browser a value, unless it has one. */
  public void offer(HttpServletRequest request, HttpServletResponse response) {
    if (tokens.loadToken(request) == null) {
      renew(request, response);
    }
  }

  /** Gives the browser a new value, so that one from before a login is worth nothing after it. */
  public void renew(HttpServletRequest request, HttpServletResponse response) {
    tokens.saveToken(tokens.generateToken(request), request, response);
  }

  CsrfTokenRepository tokens() {
    return tokens;
  }
}
