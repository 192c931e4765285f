@NullMarked
package relay.api.paging;

import org.jspecify.annotations.NullMarked;
