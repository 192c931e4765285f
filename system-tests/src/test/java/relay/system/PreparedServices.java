package relay.system;

import java.nio.file.Path;
import relay.stack.StackOptions;
import relay.stack.aot.Preparation;

/**
 * The built services, prepared before the first start as {@code ./relay prepare} does: these tests
 * start services some fifty times, and each start takes less than half of the CPU afterwards.
 */
public final class PreparedServices {
  /** Enough for a quick start; no test asks for more. */
  private static final int EVENTS = 400;

  private PreparedServices() {}

  /** A stack of them, as {@link StackOptions#in}. */
  public static synchronized StackOptions in(Path data) throws InterruptedException {
    StackOptions options = StackOptions.in(data);
    Preparation.prepareOnce(options, EVENTS, System.out::println);
    return options;
  }
}
