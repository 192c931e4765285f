/** How the tables are brought to the version that a service needs, before it starts. */
@NullMarked
package relay.migration;

import org.jspecify.annotations.NullMarked;
