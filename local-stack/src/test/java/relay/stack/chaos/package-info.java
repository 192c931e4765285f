@NullMarked
package relay.stack.chaos;

import org.jspecify.annotations.NullMarked;
