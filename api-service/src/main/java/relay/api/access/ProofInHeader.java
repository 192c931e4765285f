package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/**
 * Takes the proof from the header alone. A form of another page of the same site, such as another
 * port of this host, can send a parameter, and it may have planted the cookie as well; a header it
 * can not. A browser that says that another page makes the call is believed.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Sec-Fetch-Site</a>
 */
final class ProofInHeader extends CsrfTokenRequestAttributeHandler {
  @Override
  public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
    String page = request.getHeader("Sec-Fetch-Site");
    return page == null || page.equals("same-origin")
        ? request.getHeader(token.getHeaderName())
        : null;
  }
}
