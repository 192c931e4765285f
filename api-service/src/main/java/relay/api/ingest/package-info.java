/** POST /events: checked, written in groups, answered after the commit. */
@NullMarked
package relay.api.ingest;

import org.jspecify.annotations.NullMarked;
