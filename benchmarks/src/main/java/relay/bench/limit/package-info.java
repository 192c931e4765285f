/** What the parts can do by themselves: what the whole is held against. */
@NullMarked
package relay.bench.limit;

import org.jspecify.annotations.NullMarked;
