@NullMarked
package relay.stack.process;

import org.jspecify.annotations.NullMarked;
