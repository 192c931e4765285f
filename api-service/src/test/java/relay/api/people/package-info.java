@NullMarked
package relay.api.people;

import org.jspecify.annotations.NullMarked;
