@NullMarked
package relay.api.attempts;

import org.jspecify.annotations.NullMarked;
