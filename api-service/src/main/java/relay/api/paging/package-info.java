/** Lists, newest first, with a cursor. */
@NullMarked
package relay.api.paging;

import org.jspecify.annotations.NullMarked;
