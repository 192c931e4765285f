/** What travels through Kafka from api-service to delivery-worker. */
@NullMarked
package relay.wire;

import org.jspecify.annotations.NullMarked;
