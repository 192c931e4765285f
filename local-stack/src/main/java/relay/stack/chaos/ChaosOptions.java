package relay.stack.chaos;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to run the fault test.
 *
 * @param seed the same seed gives the same faults in the same order
 * @param lasts how long faults are made, at least 1 minute
 * @param eventsPerSecond how many events are posted, 1 to 2000
 * @param folder where the relay and the ledger are kept; new or empty
 */
public record ChaosOptions(long seed, Duration lasts, int eventsPerSecond, Path folder) {}
