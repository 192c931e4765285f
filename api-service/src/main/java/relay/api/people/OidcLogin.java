package relay.api.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import relay.api.access.CallerAddress;
import relay.api.problem.Problem;
import relay.model.PersonId;

/** Ends a login by an OpenID provider on a page of the dashboard, which says how it ended. */
@Component
class OidcLogin implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  private static final Logger log = LoggerFactory.getLogger(OidcLogin.class);
  private static final String DASHBOARD = "/ui/";

  private final OidcPeople people;
  private final Login login;
  private final Sessions sessions;

  OidcLogin(OidcPeople people, Login login, Sessions sessions) {
    this.people = people;
    this.login = login;
    this.sessions = sessions;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication known)
      throws IOException {
    String address = CallerAddress.of(request);
    Optional<PersonId> person =
        known.getPrincipal() instanceof OidcUser user
            ? people.keep(user, address)
            : Optional.empty();
    if (person.isEmpty()) {
      refuse(request, response, "no-role");
      return;
    }
    try {
      PersonRow accepted = login.accepted(person.get(), address);
      sessions.start(accepted, request, response);
    } catch (Problem disabled) {
      log.debug("Somebody who is disabled came by a provider", disabled);
      refuse(request, response, "disabled");
      return;
    }
    response.sendRedirect(request.getContextPath() + DASHBOARD);
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    log.atWarn()
        .addKeyValue("cause", failure.getMessage())
        .addKeyValue("address", CallerAddress.of(request))
        .log("A login by a provider failed");
    refuse(request, response, "failed");
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, String why)
      throws IOException {
    sessions.end(request);
    response.sendRedirect(request.getContextPath() + DASHBOARD + "?login=" + why);
  }
}
