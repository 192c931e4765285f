@NullMarked
package relay.model;

import org.jspecify.annotations.NullMarked;
