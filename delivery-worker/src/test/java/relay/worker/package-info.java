@NullMarked
package relay.worker;

import org.jspecify.annotations.NullMarked;
