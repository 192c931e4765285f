@NullMarked
package relay.logs;

import org.jspecify.annotations.NullMarked;
