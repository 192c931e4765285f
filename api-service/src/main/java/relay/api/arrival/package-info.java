/** What a request may cost before it is one: how long it takes to arrive, and what is no HTTP. */
@NullMarked
package relay.api.arrival;

import org.jspecify.annotations.NullMarked;
