@NullMarked
package relay.api.queue;

import org.jspecify.annotations.NullMarked;
