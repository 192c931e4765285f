@NullMarked
package relay.api.stream;

import org.jspecify.annotations.NullMarked;
