package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says who calls. Thread-safe. */
@Component
public class Callers {
  private final List<CallerSource> sources;

  Callers(List<CallerSource> sources) {
    this.sources = sources;
  }

  /**
   * The caller, by the first credential that is there. A call that lasts may ask again whether it
   * may still go on.
   *
   * @throws relay.api.problem.Problem if a credential is not valid (any more)
   */
  public Optional<Caller> of(HttpServletRequest request) {
    for (CallerSource source : sources) {
      @Nullable Caller caller = source.caller(request);
      if (caller != null) {
        return Optional.of(caller);
      }
    }
    return Optional.empty();
  }
}
