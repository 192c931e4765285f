@NullMarked
package relay.network;

import org.jspecify.annotations.NullMarked;
