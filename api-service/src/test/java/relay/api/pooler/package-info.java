@NullMarked
package relay.api.pooler;

import org.jspecify.annotations.NullMarked;
