/** Errors as RFC 9457 defines them. */
@NullMarked
package relay.api.problem;

import org.jspecify.annotations.NullMarked;
