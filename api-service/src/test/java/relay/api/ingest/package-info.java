@NullMarked
package relay.api.ingest;

import org.jspecify.annotations.NullMarked;
