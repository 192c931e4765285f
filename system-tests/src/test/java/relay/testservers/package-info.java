/** What tests do to their servers. */
@NullMarked
package relay.testservers;

import org.jspecify.annotations.NullMarked;
