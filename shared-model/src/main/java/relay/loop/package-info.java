/** Work that repeats for as long as a service runs. */
@NullMarked
package relay.loop;

import org.jspecify.annotations.NullMarked;
