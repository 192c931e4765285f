@NullMarked
package relay.api.retention;

import org.jspecify.annotations.NullMarked;
