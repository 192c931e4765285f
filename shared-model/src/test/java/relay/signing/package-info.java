@NullMarked
package relay.signing;

import org.jspecify.annotations.NullMarked;
