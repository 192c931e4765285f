@NullMarked
package relay.api.secrets;

import org.jspecify.annotations.NullMarked;
