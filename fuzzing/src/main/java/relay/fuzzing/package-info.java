/** Hostile input for the tests of all modules. */
@NullMarked
package relay.fuzzing;

import org.jspecify.annotations.NullMarked;
