/** Who did what to which object, when and from where. */
@NullMarked
package relay.api.audit;

import org.jspecify.annotations.NullMarked;
