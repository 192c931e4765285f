package relay.api.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** The URLs that deliveries can be sent to. */
final class UrlRule {
  private static final int MAX_LENGTH = 2048;
  private static final int MAX_PORT = 65_535;
  private static final Pattern WITH_PORT = Pattern.compile(".*:[^\\]]+");

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
    URIAuthority authority = authorityAsSent(uri);
    if (authority == null || authority.getHostName().isBlank() || !isPort(uri, authority)) {
      return "must have a host and, if any, a port from 1 to 65535";
    }
    return null;
  }

  /** The client reads a negative port as none. */
  private static boolean isPort(URI uri, URIAuthority authority) {
    return authority.getPort() == -1
        ? !WITH_PORT.matcher(uri.getRawAuthority()).matches()
        : authority.getPort() >= 1 && authority.getPort() <= MAX_PORT;
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

  /** Read as by the client that sends, which takes some hosts that {@link URI} does not. */
  static @Nullable URIAuthority authorityAsSent(URI uri) {
    try {
      return new BasicHttpRequest("POST", uri).getAuthority();
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
