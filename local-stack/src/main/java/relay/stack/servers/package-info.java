/** PostgreSQL and Kafka as programs: unpacked, prepared once, and then ready to be started. */
@NullMarked
package relay.stack.servers;

import org.jspecify.annotations.NullMarked;
