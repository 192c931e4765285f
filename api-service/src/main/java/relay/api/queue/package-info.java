/** What waits in memory, within bounds. */
@NullMarked
package relay.api.queue;

import org.jspecify.annotations.NullMarked;
