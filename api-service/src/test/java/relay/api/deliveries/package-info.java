@NullMarked
package relay.api.deliveries;

import org.jspecify.annotations.NullMarked;
