/** Lets operators see which workers run. */
@NullMarked
package relay.worker.presence;

import org.jspecify.annotations.NullMarked;
