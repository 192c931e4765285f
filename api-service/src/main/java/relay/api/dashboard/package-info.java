/** The dashboard's files, for browsers. */
@NullMarked
package relay.api.dashboard;

import org.jspecify.annotations.NullMarked;
