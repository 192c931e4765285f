@NullMarked
package relay.stack.demo;

import org.jspecify.annotations.NullMarked;
