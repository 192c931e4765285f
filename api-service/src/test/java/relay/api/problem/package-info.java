@NullMarked
package relay.api.problem;

import org.jspecify.annotations.NullMarked;
