@NullMarked
package relay.loop;

import org.jspecify.annotations.NullMarked;
