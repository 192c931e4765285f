@NullMarked
package relay.worker.presence;

import org.jspecify.annotations.NullMarked;
