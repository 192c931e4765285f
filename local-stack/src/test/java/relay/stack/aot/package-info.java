@NullMarked
package relay.stack.aot;

import org.jspecify.annotations.NullMarked;
