@NullMarked
package relay.api.keys;

import org.jspecify.annotations.NullMarked;
