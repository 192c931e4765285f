/** A real PostgreSQL and a real Kafka for tests, and the faults that tests need of them. */
@NullMarked
package relay.testservers;

import org.jspecify.annotations.NullMarked;
