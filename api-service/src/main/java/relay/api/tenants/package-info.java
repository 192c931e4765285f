/** Making tenants, each with a key for its administrator. */
@NullMarked
package relay.api.tenants;

import org.jspecify.annotations.NullMarked;
