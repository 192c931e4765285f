@NullMarked
package relay.api.bulk;

import org.jspecify.annotations.NullMarked;
