@NullMarked
package relay.worker.recording;

import org.jspecify.annotations.NullMarked;
