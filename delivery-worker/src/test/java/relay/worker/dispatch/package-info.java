@NullMarked
package relay.worker.dispatch;

import org.jspecify.annotations.NullMarked;
