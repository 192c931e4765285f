/** The benchmarks of the relay: {@code ./relay bench}. */
@NullMarked
package relay.bench;

import org.jspecify.annotations.NullMarked;
