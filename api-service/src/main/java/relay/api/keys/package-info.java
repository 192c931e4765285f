/** API keys: how services and scripts say who they are. */
@NullMarked
package relay.api.keys;

import org.jspecify.annotations.NullMarked;
