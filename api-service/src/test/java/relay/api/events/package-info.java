@NullMarked
package relay.api.events;

import org.jspecify.annotations.NullMarked;
