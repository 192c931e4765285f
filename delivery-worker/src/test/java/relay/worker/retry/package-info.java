@NullMarked
package relay.worker.retry;

import org.jspecify.annotations.NullMarked;
