/** What was tried, what was heard and what arrived, written down as it happens, and compared. */
@NullMarked
package relay.stack.ledger;

import org.jspecify.annotations.NullMarked;
