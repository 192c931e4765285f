@NullMarked
package relay.worker.database;

import org.jspecify.annotations.NullMarked;
