@NullMarked
package relay.api.outbox;

import org.jspecify.annotations.NullMarked;
