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
    if (!url.chars().allMatch(c -> c > ' ' && c <= '~')) {
      return "must be of visible ASCII characters; escape others with %";
    }
    URI uri = parse(url);
    if (uri == null || !isHttp(uri.getScheme()) || uri.isOpaque()) {
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

  private static @Nullable URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException malformed) {
      return null;
    }
  }
}
