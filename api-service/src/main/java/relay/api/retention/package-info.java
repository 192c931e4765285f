/** How long history is kept: its partitions, made ahead and dropped when they are old enough. */
@NullMarked
package relay.api.retention;

import org.jspecify.annotations.NullMarked;
