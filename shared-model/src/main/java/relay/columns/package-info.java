/** Many rows as the parameters of one statement. */
@NullMarked
package relay.columns;

import org.jspecify.annotations.NullMarked;
