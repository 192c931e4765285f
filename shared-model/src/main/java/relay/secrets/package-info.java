/** Which parts of webhooks are secret, and how they are kept in the database. */
@NullMarked
package relay.secrets;

import org.jspecify.annotations.NullMarked;
