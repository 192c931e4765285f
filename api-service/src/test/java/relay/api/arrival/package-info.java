@NullMarked
package relay.api.arrival;

import org.jspecify.annotations.NullMarked;
