/** The commands of {@code ./relay}. */
@NullMarked
package relay.stack.cli;

import org.jspecify.annotations.NullMarked;
