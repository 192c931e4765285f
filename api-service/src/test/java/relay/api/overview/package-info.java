@NullMarked
package relay.api.overview;

import org.jspecify.annotations.NullMarked;
