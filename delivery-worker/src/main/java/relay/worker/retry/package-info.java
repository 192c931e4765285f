/** What is tried again, how often and when. */
@NullMarked
package relay.worker.retry;

import org.jspecify.annotations.NullMarked;
