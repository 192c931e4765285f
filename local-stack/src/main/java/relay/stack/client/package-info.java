/** What a user of the relay has: calls of its API, and the check of a signature. */
@NullMarked
package relay.stack.client;

import org.jspecify.annotations.NullMarked;
