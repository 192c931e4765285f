@NullMarked
package relay.api.webhooks;

import org.jspecify.annotations.NullMarked;
