package relay.stack;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a service of a stack is doing, as seen from any process.
 *
 * @param process the one that the relay runs, if any
 * @param port the port of the last start; empty if there was none
 * @param state what it does
 * @param uptime since the process started; zero if none runs
 */
public record ServiceState(
    Service service,
    Optional<ProcessHandle> process,
    OptionalInt port,
    State state,
    Duration uptime) {
  /** A service that is younger may still be on its way. */
  private static final Duration STARTING = Duration.ofSeconds(60);

  /** What a service does. */
  public enum State {
    READY("ready"),
    STARTING("starting"),
    LEFT_OUT("not started here"),
    NOT_ANSWERING("not answering"),
    STOPPED("stopped");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** The words for users. */
    public String text() {
      return text;
    }
  }

  /** All services of a stack, in the order in which they start. */
  public static List<ServiceState> all(DataFolder folder) {
    return Arrays.stream(Service.values()).map(service -> of(service, folder)).toList();
  }

  /** One service of a stack; asks it whether it is ready. */
  public static ServiceState of(Service service, DataFolder folder) {
    Optional<StackPorts> ports = StackPorts.read(folder);
    Optional<ProcessHandle> process = folder.pidFile(service.id()).running();
    OptionalInt port =
        ports.map(known -> OptionalInt.of(known.of(service))).orElse(OptionalInt.empty());
    if (ports.isEmpty() || (process.isEmpty() && !folder.isLeftOut(service))) {
      return new ServiceState(service, process, port, State.STOPPED, Duration.ZERO);
    }
    boolean ready =
        new Programs(folder, ports.get(), StackOptions.in(folder.path())).isReady(service);
    if (process.isEmpty()) {
      State state = ready ? State.READY : State.LEFT_OUT;
      return new ServiceState(service, process, port, state, Duration.ZERO);
    }
    Duration uptime =
        process
            .flatMap(running -> running.info().startInstant())
            .map(started -> Duration.between(started, Instant.now()))
            .orElse(Duration.ZERO);
    return new ServiceState(service, process, port, state(ready, uptime), uptime);
  }

  /** The base of the URLs of a service that speaks HTTP. */
  public URI url() {
    return URI.create("http://127.0.0.1:%d".formatted(port.orElseThrow()));
  }

  private static State state(boolean ready, Duration uptime) {
    if (ready) {
      return State.READY;
    }
    return uptime.compareTo(STARTING) < 0 ? State.STARTING : State.NOT_ANSWERING;
  }
}
