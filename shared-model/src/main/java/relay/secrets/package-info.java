/** How the signing secrets of webhooks are kept in the database. */
@NullMarked
package relay.secrets;

import org.jspecify.annotations.NullMarked;
