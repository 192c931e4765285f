@NullMarked
package relay.api.tenants;

import org.jspecify.annotations.NullMarked;
