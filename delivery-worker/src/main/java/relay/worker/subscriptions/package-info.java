/** The cache of webhooks, and how old it may be. */
@NullMarked
package relay.worker.subscriptions;

import org.jspecify.annotations.NullMarked;
