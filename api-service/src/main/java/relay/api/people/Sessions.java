package relay.api.people;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import relay.api.access.BrowserProof;
import relay.model.PersonId;

/**
 * The sessions of people who are logged in. A session knows nothing of its person but the id, so
 * that it never says what is no longer true. Thread-safe.
 */
@Component
class Sessions {
  private final FindByIndexNameSessionRepository<? extends Session> stored;
  private final PersonRows rows;
  private final BrowserProof proof;
  private final SessionProperties properties;
  private final Clock clock = Clock.systemUTC();

  Sessions(
      FindByIndexNameSessionRepository<? extends Session> stored,
      PersonRows rows,
      BrowserProof proof,
      SessionProperties properties) {
    this.stored = stored;
    this.rows = rows;
    this.proof = proof;
    this.properties = properties;
  }

  /** Starts a new session, so that an id which somebody else has planted leads nowhere. */
  void start(PersonRow person, HttpServletRequest request, HttpServletResponse response) {
    end(request);
    HttpSession session = request.getSession(true);
    session.setMaxInactiveInterval((int) properties.idleTimeout().toSeconds());
    session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, person.personId().toString());
    proof.renew(request, response);
  }

  /** Ends the session of the request, if it has one. */
  void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  /** Whether the session that the request came with is over, as by a log-out of another tab. */
  boolean hasEnded(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && stored.findById(session.getId()) == null;
  }

  /** Ends all sessions of a person. */
  void endAll(PersonId person) {
    stored.findByPrincipalName(person.toString()).keySet().forEach(stored::deleteById);
  }

  /** Who is logged in, as they are now; or null. A request with a key has no session. */
  @Nullable PersonRow person(HttpServletRequest request) {
    if (request.getHeader(HttpHeaders.AUTHORIZATION) != null
        || request.getHeader(HttpHeaders.COOKIE) == null) {
      return null;
    }
    HttpSession session = request.getSession(false);
    if (session == null
        || !(session.getAttribute(PRINCIPAL_NAME_INDEX_NAME) instanceof String id)) {
      return null;
    }
    Instant started = Instant.ofEpochMilli(session.getCreationTime());
    if (Duration.between(started, clock.instant()).compareTo(properties.maximumAge()) > 0) {
      session.invalidate();
      return null;
    }
    return rows.findById(PersonId.parse(id).uuid())
        .filter(person -> !person.isDisabled())
        .orElse(null);
  }
}
