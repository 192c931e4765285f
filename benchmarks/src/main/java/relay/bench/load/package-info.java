/** Who posts, and who receives. */
@NullMarked
package relay.bench.load;

import org.jspecify.annotations.NullMarked;
