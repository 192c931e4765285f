/** The processes of the local stack, with stubs for the services. */
@NullMarked
package relay.stack;

import org.jspecify.annotations.NullMarked;
