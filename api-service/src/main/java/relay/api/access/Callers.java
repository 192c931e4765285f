package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
   * The caller, by the first credential that is there.
   *
   * @throws relay.api.problem.Problem if a credential is not valid (any more)
   */
  Optional<Caller> of(HttpServletRequest request) {
    return first(source -> source.caller(request));
  }

  /**
   * The caller of a call that lasts, as they are now: whether it may go on.
   *
   * @throws relay.api.problem.Problem if a credential is not valid any more
   */
  public Optional<Caller> again(HttpServletRequest request) {
    return first(source -> source.callerAgain(request));
  }

  private Optional<Caller> first(Function<CallerSource, @Nullable Caller> ask) {
    for (CallerSource source : sources) {
      @Nullable Caller caller = ask.apply(source);
      if (caller != null) {
        return Optional.of(caller);
      }
    }
    return Optional.empty();
  }
}
