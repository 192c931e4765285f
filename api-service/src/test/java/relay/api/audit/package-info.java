@NullMarked
package relay.api.audit;

import org.jspecify.annotations.NullMarked;
