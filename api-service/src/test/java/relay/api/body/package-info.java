@NullMarked
package relay.api.body;

import org.jspecify.annotations.NullMarked;
