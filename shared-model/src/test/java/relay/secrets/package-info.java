@NullMarked
package relay.secrets;

import org.jspecify.annotations.NullMarked;
