@NullMarked
package relay.api.access;

import org.jspecify.annotations.NullMarked;
