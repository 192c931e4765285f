@NullMarked
package relay.stack.cli;

import org.jspecify.annotations.NullMarked;
