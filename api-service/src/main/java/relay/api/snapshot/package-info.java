/** Several statements that see the same. */
@NullMarked
package relay.api.snapshot;

import org.jspecify.annotations.NullMarked;
