/** The HTTP API: events come in, webhooks are registered, and what became of both is shown. */
@NullMarked
package relay.api;

import org.jspecify.annotations.NullMarked;
