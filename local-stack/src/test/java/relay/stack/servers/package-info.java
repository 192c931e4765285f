@NullMarked
package relay.stack.servers;

import org.jspecify.annotations.NullMarked;
