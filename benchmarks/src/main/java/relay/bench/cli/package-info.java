/** The command line of the benchmarks. */
@NullMarked
package relay.bench.cli;

import org.jspecify.annotations.NullMarked;
