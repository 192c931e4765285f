@NullMarked
package relay.api.scale;

import org.jspecify.annotations.NullMarked;
