/** Who may call, and what: callers, their scopes, and the rules that everybody has to pass. */
@NullMarked
package relay.api.access;

import org.jspecify.annotations.NullMarked;
