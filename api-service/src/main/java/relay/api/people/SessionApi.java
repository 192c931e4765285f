package relay.api.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Anybody;
import relay.api.access.BrowserProof;
import relay.api.access.CallerAddress;
import relay.api.body.ObjectBody;
import relay.api.problem.Problem;

/** The calls under /session: logging in and out. */
@RestController
class SessionApi {
  private final Login login;
  private final Sessions sessions;
  private final People people;
  private final Providers providers;
  private final BrowserProof proof;
  private final ObjectBody bodies;

  SessionApi(
      Login login,
      Sessions sessions,
      People people,
      Providers providers,
      BrowserProof proof,
      ObjectBody bodies) {
    this.login = login;
    this.sessions = sessions;
    this.people = people;
    this.providers = providers;
    this.proof = proof;
    this.bodies = bodies;
  }

  @PostMapping("/session")
  @Anybody
  SessionView logIn(HttpServletRequest request, HttpServletResponse response) {
    PersonFields.Credentials credentials = PersonFields.credentials(bodies.read(request));
    PersonRow person =
        login.byPassword(credentials.userName(), credentials.password(), CallerAddress.of(request));
    sessions.start(person, request, response);
    return SessionView.of(person);
  }

  /** Gives whoever asks what they need to log in. */
  @GetMapping("/session")
  @Anybody
  SessionView get(HttpServletRequest request, HttpServletResponse response) {
    proof.offer(request, response);
    return SessionView.of(loggedIn(request));
  }

  @DeleteMapping("/session")
  @Anybody
  ResponseEntity<Void> logOut(HttpServletRequest request) {
    @Nullable PersonRow person = sessions.person(request);
    if (person != null) {
      login.left(person, CallerAddress.of(request));
    }
    sessions.end(request);
    return ResponseEntity.noContent().build();
  }

  @PutMapping("/session/password")
  @Anybody
  ResponseEntity<Void> changePassword(HttpServletRequest request, HttpServletResponse response) {
    PersonRow person = loggedIn(request);
    people.changePassword(
        person.caller(CallerAddress.of(request)),
        person.personId(),
        PersonFields.passwordChange(bodies.read(request)));
    sessions.endAll(person.personId());
    sessions.start(person, request, response);
    return ResponseEntity.noContent().build();
  }

  /** By whom people may be known besides the relay. */
  record ProviderList(List<Providers.Provider> data) {}

  @GetMapping("/session/providers")
  @Anybody
  ProviderList listProviders() {
    return new ProviderList(providers.all());
  }

  private PersonRow loggedIn(HttpServletRequest request) {
    @Nullable PersonRow person = sessions.person(request);
    if (person == null) {
      throw Problem.unauthorized();
    }
    return person;
  }
}
