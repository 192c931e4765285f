package relay.api.people;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A real OpenID provider on the loopback: Spring's authorization server, an application of its own,
 * with people and clients of its own.
 */
final class OpenIdProvider implements AutoCloseable {
  static final String CLIENT = "relay";
  static final String OTHER_CLIENT = "another-application";
  static final String SECRET = "secret-of-the-client";
  static final String PASSWORD = "password at the provider";

  /** The groups of each person there. */
  static final Map<String, List<String>> GROUPS =
      Map.of(
          "olga", List.of("staff", "relay-operators"),
          "boss", List.of("relay-viewers", "relay-admins"),
          "stranger", List.of("staff"),
          "admin", List.of("relay-viewers"),
          "misdirected", List.of("relay-admins"),
          "forged", List.of("relay-admins"));

  private final ConfigurableApplicationContext application;

  private OpenIdProvider(ConfigurableApplicationContext application) {
    this.application = application;
  }

  static OpenIdProvider start() {
    return new OpenIdProvider(
        new SpringApplicationBuilder(Application.class)
            .properties(
                Map.of(
                    "server.port", "0",
                    "server.address", "127.0.0.1",
                    "server.servlet.session.cookie.name", "provider-session",
                    // Not those of the service under test.
                    "spring.config.name", "provider"))
            .run());
  }

  /** By which it is known, and found. */
  URI issuer() {
    return URI.create(
        "http://127.0.0.1:"
            + application.getEnvironment().getRequiredProperty("local.server.port"));
  }

  @Override
  public void close() {
    application.close();
  }

  /** Not a configuration that the scan of the service under test would find. */
  @EnableWebSecurity
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class
  })
  static class Application {
    @Bean
    SecurityFilterChain filters(HttpSecurity http) {
      return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .formLogin(Customizer.withDefaults())
          .build();
    }

    @Bean
    UserDetailsService people() {
      return new InMemoryUserDetailsManager(
          GROUPS.keySet().stream()
              .map(
                  name ->
                      User.withUsername(name)
                          .password("{noop}" + PASSWORD)
                          .authorities("ROLE_USER")
                          .build())
              .toList());
    }

    @Bean
    RegisteredClientRepository clients() {
      return new InMemoryRegisteredClientRepository(client(CLIENT), client(OTHER_CLIENT));
    }

    private static RegisteredClient client(String id) {
      return RegisteredClient.withId(UUID.randomUUID().toString())
          .clientId(id)
          .clientSecret("{noop}" + (id.equals(CLIENT) ? SECRET : "secret-of-another"))
          .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
          .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
          // With any port, as it is a loopback.
          .redirectUri("http://127.0.0.1/login/oauth2/code/company")
          .scope(OidcScopes.OPENID)
          .scope(OidcScopes.PROFILE)
          .clientSettings(ClientSettings.builder().requireAuthorizationConsent(true).build())
          .build();
    }

    @Bean
    AuthorizationServerSettings settings() {
      return AuthorizationServerSettings.builder().build();
    }

    @Bean
    JWKSource<SecurityContext> keys() throws JOSEException {
      return new ImmutableJWKSet<>(
          new JWKSet(new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate()));
    }

    /** For what the provider tells of a person by an access token. */
    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
      return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> groups() {
      return context -> {
        if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
          String name = requireNonNull(context.getAuthorization()).getPrincipalName();
          context
              .getClaims()
              .claim("preferred_username", name)
              .claim("access", Map.of("groups", GROUPS.get(name)));
          if (name.equals("misdirected")) {
            context.getClaims().audience(List.of(OTHER_CLIENT));
          }
          if (name.equals("forged")) {
            context.getClaims().issuer("https://another-provider.example");
          }
        }
      };
    }
  }
}
