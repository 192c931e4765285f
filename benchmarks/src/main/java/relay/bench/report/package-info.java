/** What was measured, for people and for programs. */
@NullMarked
package relay.bench.report;

import org.jspecify.annotations.NullMarked;
