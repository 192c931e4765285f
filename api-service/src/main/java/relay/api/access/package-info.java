/** Who may call the API. */
@NullMarked
package relay.api.access;

import org.jspecify.annotations.NullMarked;
