package relay.api.people;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import relay.api.access.Caller;
import relay.api.access.CallerAddress;
import relay.api.access.CallerSource;

/** Knows callers by the session that they have logged in to. */
@Component
class PersonSource implements CallerSource {
  private final Sessions sessions;

  PersonSource(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public @Nullable Caller caller(HttpServletRequest request) {
    @Nullable PersonRow person = sessions.person(request);
    return person == null ? null : person.caller(CallerAddress.of(request));
  }

  @Override
  public @Nullable Caller callerAgain(HttpServletRequest request) {
    @Nullable PersonRow person = sessions.personAgain(request);
    return person == null ? null : person.caller(CallerAddress.of(request));
  }
}
