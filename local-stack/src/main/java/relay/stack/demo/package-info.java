/** Real events through a running relay, to a receiver that refuses some of them at first. */
@NullMarked
package relay.stack.demo;

import org.jspecify.annotations.NullMarked;
