/** Registration of webhooks, each change of which raises their version. */
@NullMarked
package relay.api.webhooks;

import org.jspecify.annotations.NullMarked;
