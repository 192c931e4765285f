/**
 * The whole relay on one machine: PostgreSQL, Kafka, api-service and delivery-worker as processes
 * of their own, watched over by this one.
 */
@NullMarked
package relay.stack;

import org.jspecify.annotations.NullMarked;
