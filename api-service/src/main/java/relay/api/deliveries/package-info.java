/** Deliveries and their attempts: lists, retry, cancel. */
@NullMarked
package relay.api.deliveries;

import org.jspecify.annotations.NullMarked;
