@NullMarked
package relay.api.search;

import org.jspecify.annotations.NullMarked;
