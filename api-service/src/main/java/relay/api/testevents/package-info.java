/** Events that an operator sends to one webhook, to see whether it works. */
@NullMarked
package relay.api.testevents;

import org.jspecify.annotations.NullMarked;
