/** Signatures of deliveries, as Standard Webhooks 1.0.0 defines them. */
@NullMarked
package relay.signing;

import org.jspecify.annotations.NullMarked;
