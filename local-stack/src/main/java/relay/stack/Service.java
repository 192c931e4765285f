package relay.stack;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import relay.stack.process.StackException;

/** The processes of the stack, in the order in which they start; they stop in {@link #STOPPING}. */
public enum Service {
  POSTGRESQL("postgresql", "--postgres-port"),
  KAFKA("kafka", "--kafka-port"),
  API("api-service", "--port"),
  WORKER("delivery-worker", "--worker-port");

  /** Who is asked first loses nothing: each stops while what it writes to still runs. */
  public static final List<Service> STOPPING = List.of(API, WORKER, KAFKA, POSTGRESQL);

  /** What this repository builds, and a user may run in a debugger instead. */
  static final Set<Service> OURS = EnumSet.of(API, WORKER);

  private final String id;
  private final String portOption;

  Service(String id, String portOption) {
    this.id = id;
    this.portOption = portOption;
  }

  /** The name in commands, messages and files. */
  public String id() {
    return id;
  }

  String portOption() {
    return portOption;
  }

  /**
   * The service of a name.
   *
   * @throws StackException if there is none
   */
  public static Service of(String id) {
    return Arrays.stream(values())
        .filter(service -> service.id.equals(id.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new StackException(
                    "There is no service %s: name one of %s."
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(Service::id)
                                .collect(Collectors.joining(", ")))));
  }
}
