@NullMarked
package relay.api.testevents;

import org.jspecify.annotations.NullMarked;
