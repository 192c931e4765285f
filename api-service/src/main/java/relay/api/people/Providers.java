package relay.api.people;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.stereotype.Component;

/** The OpenID providers by which people may log in. */
@Component
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class Providers {
  /**
   * One of them.
   *
   * @param name for people to read
   * @param url where the browser has to go
   */
  record Provider(String name, String url) {}

  private final List<Provider> all;

  Providers(OAuth2ClientProperties properties, ServletContext servlets) {
    this.all =
        properties.getRegistration().entrySet().stream()
            .map(
                registered ->
                    new Provider(
                        Optional.ofNullable(registered.getValue().getClientName())
                            .orElse(registered.getKey()),
                        servlets.getContextPath() + "/oauth2/authorization/" + registered.getKey()))
            .toList();
  }

  List<Provider> all() {
    return all;
  }
}
