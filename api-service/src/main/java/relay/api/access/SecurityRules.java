package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.session.web.http.SessionRepositoryFilter;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.api.problem.ProblemWriter;

/**
 * What everybody has to pass. Open are health, metrics, the documentation, the files of the
 * dashboard and the login; for all else a caller is needed, and then the scope that the call {@link
 * Needs}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityRules {
  /**
   * Matched against the path as it was sent, without decoding: a path with parameters, escapes or
   * empty segments is not open, whatever else would make of it. Possessive, since a group that
   * might have to be matched again takes stack for each segment.
   */
  private static final Pattern FILES =
      Pattern.compile(
          "/actuator/(health(/[a-z]+)?|prometheus)|/openapi\\.(yaml|json)|/docs(/%1$s)?+/?|/|/ui(/%1$s)*+/?"
              .formatted("[A-Za-z0-9_-]++(\\.[A-Za-z0-9_-]++)*+"));

  private static final Pattern LOGIN = Pattern.compile("/session(/providers)?");

  /**
   * For callers that send a key. What only a browser needs is left out: it took a quarter of the
   * time of a request that posts an event.
   */
  @Bean
  @Order(1)
  SecurityFilterChain services(
      HttpSecurity http, Callers callers, RequestLimits limits, ProblemWriter problems) {
    return forAll(http.securityMatcher(SecurityRules::hasKey), callers, limits, problems)
        .csrf(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .headers(SecurityRules::writeEagerly)
        .build();
  }

  /** For browsers, and whoever has not said who they are. */
  @Bean
  @Order(2)
  SecurityFilterChain browsers(
      HttpSecurity http,
      Callers callers,
      SessionRepositoryFilter<?> sessions,
      BrowserProof proof,
      RequestLimits limits,
      ProblemWriter problems) {
    return forAll(http, callers, limits, problems)
        .addFilterBefore(sessions, DisableEncodeUrlFilter.class)
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(proof.tokens())
                    .csrfTokenRequestHandler(new ProofInHeader())
                    .requireCsrfProtectionMatcher(SecurityRules::needsProof))
        .build();
  }

  private static HttpSecurity forAll(
      HttpSecurity http, Callers callers, RequestLimits limits, ProblemWriter problems) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(SecurityRules::isFile, SecurityRules::isLogin)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .addFilterBefore(
            new CallerFilter(callers, limits, problems), AnonymousAuthenticationFilter.class)
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(
                        (_, response, _) -> problems.write(Problem.unauthorized(), response))
                    .accessDeniedHandler((_, response, _) -> problems.write(unproven(), response)))
        // Who calls is found out anew for each request; sessions are begun and ended by the login.
        .sessionManagement(AbstractHttpConfigurer::disable)
        .securityContext(
            context ->
                context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
        .headers(
            headers ->
                headers
                    .addHeaderWriter(new BrowserRules())
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable);
  }

  /** Before the answer: to find out when it begins, all of it would go through a wrapper. */
  private static void writeEagerly(HeadersConfigurer<HttpSecurity> headers) {
    headers.withObjectPostProcessor(
        new ObjectPostProcessor<HeaderWriterFilter>() {
          @Override
          public <F extends HeaderWriterFilter> F postProcess(F filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
          }
        });
  }

  /**
   * Sessions are for browsers alone, see above; Spring Boot would look for one for each request.
   */
  @Bean
  static BeanPostProcessor sessionsForBrowsersAlone() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof DelegatingFilterProxyRegistrationBean registration
            && name.equals("sessionRepositoryFilterRegistration")) {
          registration.setEnabled(false);
        }
        return bean;
      }
    };
  }

  /** Each filter of each request would be timed, which took more than all that the filters do. */
  @Bean
  SecurityObservationSettings observations() {
    return SecurityObservationSettings.noObservations();
  }

  /**
   * It looks at the path alone. Methods, parameters and headers are checked by those that read
   * them, which then say which one is wrong.
   */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true);
    firewall.setAllowedHeaderNames(_ -> true);
    firewall.setAllowedHeaderValues(_ -> true);
    firewall.setAllowedParameterNames(_ -> true);
    firewall.setAllowedParameterValues(_ -> true);
    return firewall;
  }

  @Bean
  RequestRejectedHandler rejections(ProblemWriter problems) {
    return (_, response, _) ->
        problems.write(
            Problem.invalid("path", "has characters that are never needed here"), response);
  }

  /** What is the same for everybody. */
  static boolean isFile(HttpServletRequest request) {
    return FILES.matcher(ApiPath.of(request)).matches();
  }

  /** A login makes a session, whatever it sends besides. */
  private static boolean hasKey(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) != null && !isLogin(request);
  }

  private static boolean isLogin(HttpServletRequest request) {
    return LOGIN.matcher(ApiPath.of(request)).matches();
  }

  /**
   * What a browser sends by itself, the cookie, does not show that a call was meant. Without one
   * there is nothing to abuse, but for the login: nobody is to be logged in as somebody else.
   */
  private static boolean needsProof(HttpServletRequest request) {
    return CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
        && request.getHeader(HttpHeaders.AUTHORIZATION) == null
        && (request.getHeader(HttpHeaders.COOKIE) != null || isLogin(request));
  }

  private static Problem unproven() {
    return new Problem(
        Kind.FORBIDDEN,
        "Reload the page and do it again: the header X-XSRF-TOKEN has to have the value of the"
            + " cookie XSRF-TOKEN.");
  }
}
