@NullMarked
package relay.api.dashboard;

import org.jspecify.annotations.NullMarked;
