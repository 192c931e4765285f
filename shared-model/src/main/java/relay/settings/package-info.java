/** Settings that both services must agree on. */
@NullMarked
package relay.settings;

import org.jspecify.annotations.NullMarked;
