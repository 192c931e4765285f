package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import relay.api.problem.Problem;
import relay.api.problem.ProblemWriter;

/**
 * What everybody has to pass. Open are health, metrics, the documentation and the files of the
 * dashboard; for all else a caller is needed, and then the scope that the call {@link Needs}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityRules {
  /**
   * Matched against the path as it was sent, without decoding: a path with parameters, escapes or
   * empty segments is not open, whatever else would make of it.
   */
  private static final Pattern OPEN =
      Pattern.compile(
          "/actuator/(health(/[a-z]+)?|prometheus)|/openapi\\.yaml|/docs(/%1$s)?/?|/|/ui(/%1$s)*/?"
              .formatted("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*"));

  @Bean
  SecurityFilterChain filters(
      HttpSecurity http,
      Callers callers,
      RequestLimits limits,
      Refusals refusals,
      ProblemWriter problems) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(SecurityRules::isOpen)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .addFilterBefore(
            new CallerFilter(callers, limits, refusals, problems),
            AnonymousAuthenticationFilter.class)
        .exceptionHandling(
            handling ->
                handling.authenticationEntryPoint(
                    (_, response, _) ->
                        problems.write(refusals.counted(Problem.unauthorized()), response)))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.ignoringRequestMatchers(SecurityRules::hasKey))
        .headers(Customizer.withDefaults())
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .build();
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

  private static boolean isOpen(HttpServletRequest request) {
    return OPEN.matcher(request.getRequestURI()).matches();
  }

  /** What no browser sends by itself needs no proof that it was meant. */
  private static boolean hasKey(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
  }
}
