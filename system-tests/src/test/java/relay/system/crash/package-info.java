/** Services that die at the worst places, and what is there of the work that they had in flight. */
@NullMarked
package relay.system.crash;

import org.jspecify.annotations.NullMarked;
