/** Whether all that was accepted waits, has ended or is open: audited while the relay runs. */
@NullMarked
package relay.api.invariant;

import org.jspecify.annotations.NullMarked;
