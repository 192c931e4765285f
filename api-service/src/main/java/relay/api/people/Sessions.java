package relay.api.people;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  /** How much later, at most, a long-lived request learns that its session has ended. */
  private static final Duration MAX_AGE = Duration.ofMillis(400);

  private static final int MOST_KNOWN = 10_000;

  private final FindByIndexNameSessionRepository<? extends Session> stored;
  private final PersonRows rows;
  private final BrowserProof proof;
  private final SessionProperties properties;
  private final Clock clock = Clock.systemUTC();

  /** By session id, so that all streams of one session cause one look-up. */
  private final LoadingCache<String, Optional<PersonRow>> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(MAX_AGE).build(this::lookUp);

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

  /**
   * The person of a long-lived request, as the database had them {@link #MAX_AGE} ago at most. The
   * session object of the request does not notice that the session has ended.
   */
  @Nullable PersonRow personAgain(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? null : known.get(session.getId()).orElse(null);
  }

  /** A failed look-up finds nobody: each waiting stream would otherwise repeat it, in turn. */
  private Optional<PersonRow> lookUp(String id) {
    try {
      return ofSession(id);
    } catch (RuntimeException unavailable) {
      log.debug("A session cannot be looked up", unavailable);
      return Optional.empty();
    }
  }

  private Optional<PersonRow> ofSession(String id) {
    return Optional.<Session>ofNullable(stored.findById(id)).flatMap(this::ofSession);
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
    if (session == null) {
      return null;
    }
    if (isTooOld(Instant.ofEpochMilli(session.getCreationTime()))) {
      session.invalidate();
      return null;
    }
    return named(session.getAttribute(PRINCIPAL_NAME_INDEX_NAME)).orElse(null);
  }

  private Optional<PersonRow> ofSession(Session session) {
    return isTooOld(session.getCreationTime())
        ? Optional.empty()
        : named(session.getAttribute(PRINCIPAL_NAME_INDEX_NAME));
  }

  private Optional<PersonRow> named(@Nullable Object id) {
    return id instanceof String text
        ? rows.findById(PersonId.parse(text).uuid()).filter(person -> !person.isDisabled())
        : Optional.empty();
  }

  private boolean isTooOld(Instant started) {
    return Duration.between(started, clock.instant()).compareTo(properties.maximumAge()) > 0;
  }
}
