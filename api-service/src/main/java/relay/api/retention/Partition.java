package relay.api.retention;

import java.time.Instant;

/**
 * The rows of one span of time, a partition of each table of history.
 *
 * @param suffix the end of their names
 * @param until where the next one begins
 * @param detached whether no query sees it any more
 */
record Partition(String suffix, Instant until, boolean detached) {}
