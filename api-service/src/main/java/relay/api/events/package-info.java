/** Events that were accepted, and what became of them. */
@NullMarked
package relay.api.events;

import org.jspecify.annotations.NullMarked;
