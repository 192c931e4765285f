/** A quick start of the services: the JVM's ahead-of-time cache, made from a rehearsal. */
@NullMarked
package relay.stack.aot;

import org.jspecify.annotations.NullMarked;
