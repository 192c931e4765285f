@NullMarked
package relay.api.migration;

import org.jspecify.annotations.NullMarked;
