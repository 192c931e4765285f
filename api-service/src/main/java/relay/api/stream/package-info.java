/** Tells those who look on, at once, that there is something new. */
@NullMarked
package relay.api.stream;

import org.jspecify.annotations.NullMarked;
