@NullMarked
package relay.stack.ledger;

import org.jspecify.annotations.NullMarked;
