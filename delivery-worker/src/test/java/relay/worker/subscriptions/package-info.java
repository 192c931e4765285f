@NullMarked
package relay.worker.subscriptions;

import org.jspecify.annotations.NullMarked;
