@NullMarked
package relay.stack;

import org.jspecify.annotations.NullMarked;
