/** From the outbox to Kafka: published after the commit, and swept up after faults. */
@NullMarked
package relay.api.outbox;

import org.jspecify.annotations.NullMarked;
