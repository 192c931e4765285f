package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;

/** The path of a request as the API names it: without the base path that the relay is served at. */
public final class ApiPath {
  private ApiPath() {}

  /** As it was sent, without decoding: what is decided by it must not depend on who decodes. */
  public static String of(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }
}
