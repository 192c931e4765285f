/** The states of a delivery, through any sequence of what workers, operators and time may do. */
@NullMarked
package relay.system.states;

import org.jspecify.annotations.NullMarked;
