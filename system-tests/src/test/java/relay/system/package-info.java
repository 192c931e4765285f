@NullMarked
package relay.system;

import org.jspecify.annotations.NullMarked;
