@NullMarked
package relay.worker.attempt;

import org.jspecify.annotations.NullMarked;
