/**
 * The relay under faults: its real processes are killed, frozen, cut off and filled up under load,
 * and the ledger says whether an accepted event was lost.
 */
@NullMarked
package relay.stack.chaos;

import org.jspecify.annotations.NullMarked;
