@NullMarked
package relay.api.replay;

import org.jspecify.annotations.NullMarked;
