/** Finds what an id or an idempotency key belongs to. */
@NullMarked
package relay.api.search;

import org.jspecify.annotations.NullMarked;
