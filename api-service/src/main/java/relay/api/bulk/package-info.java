/** What operators do to many deliveries at once. */
@NullMarked
package relay.api.bulk;

import org.jspecify.annotations.NullMarked;
