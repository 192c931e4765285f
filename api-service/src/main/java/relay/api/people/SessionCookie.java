package relay.api.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.stereotype.Component;
import relay.secrets.SecretCipher;
import relay.secrets.UnreadableSecretException;

/**
 * Keeps the id of a session in a cookie that only the relay can make: the id is encrypted with
 * {@code relay.secrets.keys}, so who reads the ids in a backup of the database is nobody with them.
 * Thread-safe.
 */
@Component
class SessionCookie implements CookieSerializer {
  private static final String NAME = "relay-session";

  private final DefaultCookieSerializer cookies = new DefaultCookieSerializer();
  private final SecretCipher cipher;

  SessionCookie(SecretCipher cipher) {
    this.cipher = cipher;
    cookies.setCookieName(NAME);
    cookies.setUseHttpOnlyCookie(true);
    cookies.setSameSite("Lax");
  }

  @Override
  public void writeCookieValue(CookieValue value) {
    boolean ends = value.getCookieValue().isEmpty();
    cookies.writeCookieValue(
        ends
            ? value
            : new CookieValue(
                value.getRequest(),
                value.getResponse(),
                cipher.encryptSession(value.getCookieValue())));
  }

  @Override
  public List<String> readCookieValues(HttpServletRequest request) {
    return cookies.readCookieValues(request).stream().flatMap(this::id).toList();
  }

  private Stream<String> id(String sealed) {
    try {
      return Stream.of(cipher.decryptSession(sealed));
    } catch (UnreadableSecretException _) {
      return Stream.empty();
    }
  }
}
