@NullMarked
package relay.worker.sending;

import org.jspecify.annotations.NullMarked;
