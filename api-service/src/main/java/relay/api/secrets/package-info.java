/** With which key the secrets of webhooks are encrypted, and how they come to the newest. */
@NullMarked
package relay.api.secrets;

import org.jspecify.annotations.NullMarked;
