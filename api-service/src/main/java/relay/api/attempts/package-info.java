/** What became of each POST to an endpoint. */
@NullMarked
package relay.api.attempts;

import org.jspecify.annotations.NullMarked;
