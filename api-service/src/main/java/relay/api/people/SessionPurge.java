package relay.api.people;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/**
 * Deletes sessions that have expired. Spring Session's own job logs a stack each minute while
 * PostgreSQL is away.
 */
@Component
class SessionPurge {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final JdbcIndexedSessionRepository sessions;
  private final BackgroundLoop purging;

  SessionPurge(JdbcIndexedSessionRepository sessions) {
    this.sessions = sessions;
    this.purging = BackgroundLoop.start("session-purge", PAUSE, this::purge);
  }

  private boolean purge() {
    sessions.cleanUpExpiredSessions();
    return false;
  }

  @PreDestroy
  void close() {
    purging.close();
  }
}
