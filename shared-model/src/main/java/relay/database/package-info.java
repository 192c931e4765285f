/** What both services do when PostgreSQL is not the one that it was. */
@NullMarked
package relay.database;

import org.jspecify.annotations.NullMarked;
