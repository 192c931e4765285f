package relay.api.people;

import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;

/** Lets people log in by OpenID providers, if there are any. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
class OidcConfiguration {
  /** Asks a provider for its addresses at the first login, so that none has to be up before. */
  @Bean
  ClientRegistrationRepository registrations(OAuth2ClientProperties properties) {
    return new SupplierClientRegistrationRepository(
        () ->
            new InMemoryClientRegistrationRepository(
                new OAuth2ClientPropertiesMapper(properties).asClientRegistrations()));
  }

  @Bean
  Customizer<HttpSecurity> loginByProvider(OidcLogin end) {
    return http ->
        http.oauth2Login(
            login ->
                login
                    .loginPage("/ui/")
                    .authorizedClientRepository(new NoTokens())
                    .successHandler(end)
                    .failureHandler(end));
  }
}
