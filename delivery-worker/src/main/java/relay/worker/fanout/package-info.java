/** From a batch of Kafka records to the deliveries of the webhooks that match. */
@NullMarked
package relay.worker.fanout;

import org.jspecify.annotations.NullMarked;
