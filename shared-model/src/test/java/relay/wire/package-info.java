@NullMarked
package relay.wire;

import org.jspecify.annotations.NullMarked;
