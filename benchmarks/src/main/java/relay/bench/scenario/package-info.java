/** What is measured. */
@NullMarked
package relay.bench.scenario;

import org.jspecify.annotations.NullMarked;
