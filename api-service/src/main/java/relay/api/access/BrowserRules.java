package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/**
 * Tells the browser what a page may do that it got from here. The dashboard shows what strangers
 * have sent, beside what a person may do who is logged in.
 */
class BrowserRules implements HeaderWriter {
  private static final String NAME = "Content-Security-Policy";

  /** An answer of the API is no page, even if a browser is made to open it as one. */
  private static final String OF_ANSWERS = "default-src 'none'; frame-ancestors 'none'";

  /**
   * The pages run their own scripts and talk to their own relay. Styles may stand in elements: the
   * components add some to the page while it runs, to place menus and messages and to lock the
   * scrolling behind a dialog, and know no nonce.
   */
  private static final String OF_PAGES =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self';"
          + " frame-ancestors 'none'";

  @Override
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    String path = ApiPath.of(request);
    boolean page = path.startsWith("/ui/") || path.startsWith("/docs/");
    response.setHeader(NAME, page ? OF_PAGES : OF_ANSWERS);
  }
}
