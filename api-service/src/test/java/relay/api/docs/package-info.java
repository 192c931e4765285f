@NullMarked
package relay.api.docs;

import org.jspecify.annotations.NullMarked;
