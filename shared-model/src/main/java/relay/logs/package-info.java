/** What keeps the log readable, and small, while a server is away. */
@NullMarked
package relay.logs;

import org.jspecify.annotations.NullMarked;
