package relay.api.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The URLs that deliveries can be sent to. */
final class UrlRule {
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_PORT = 65_535;

  private UrlRule() {}

  /** What is wrong with the URL, or null if nothing is. */
  static @Nullable String violation(String url) {
    if (url.length() > MAX_LENGTH) {
      return "must have at most %d characters".formatted(MAX_LENGTH);
    }
    if (!url.equals(url.strip())) {
      return "has a blank or a line break at an end";
    }
    if (!isVisibleAscii(url)) {
      return isVisibleAscii(path(url))
          ? "must have its host in ASCII; write it in its xn-- form"
          : "must be of visible ASCII characters; escape others with %";
    }
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException malformed) {
      return malformed.getIndex() < 0 || malformed.getIndex() >= url.length()
          ? "must be an absolute http or https URL"
          : "must be an absolute http or https URL; at position %d it has a character that is to be escaped with %%"
              .formatted(malformed.getIndex() + 1);
    }
    if (!isHttp(uri.getScheme()) || uri.isOpaque()) {
      return "must be an absolute http or https URL";
    }
    if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
      return "must not have a user name or password; use headers instead";
    }
    if (uri.getRawFragment() != null) {
      return "must not have a fragment";
    }
    if (uri.getHost() == null || !isPort(uri)) {
      return "must have a host name of letters, digits, '-' and '.', or an address, and if any a"
          + " port from 1 to 65535";
    }
    return null;
  }

  private static boolean isPort(URI uri) {
    return uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= MAX_PORT);
  }

  private static boolean isHttp(@Nullable String scheme) {
    return scheme != null
        && (scheme.toLowerCase(Locale.ROOT).equals("http")
            || scheme.toLowerCase(Locale.ROOT).equals("https"));
  }

  private static boolean isVisibleAscii(String text) {
    return text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  /** What stands behind the host. */
  private static String path(String url) {
    int host = url.indexOf("://");
    int path = host < 0 ? -1 : url.indexOf('/', host + 3);
    return path < 0 ? "" : url.substring(path);
  }
}
