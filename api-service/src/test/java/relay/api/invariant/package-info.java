@NullMarked
package relay.api.invariant;

import org.jspecify.annotations.NullMarked;
