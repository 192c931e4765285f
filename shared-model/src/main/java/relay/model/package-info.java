/** What both services must agree on about events, webhooks, deliveries and attempts. */
@NullMarked
package relay.model;

import org.jspecify.annotations.NullMarked;
