/** One signed POST under a total deadline. */
@NullMarked
package relay.worker.sending;

import org.jspecify.annotations.NullMarked;
