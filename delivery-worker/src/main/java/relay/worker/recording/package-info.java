/** Results, written in batches under the claim token. */
@NullMarked
package relay.worker.recording;

import org.jspecify.annotations.NullMarked;
