@NullMarked
package relay.worker.fanout;

import org.jspecify.annotations.NullMarked;
