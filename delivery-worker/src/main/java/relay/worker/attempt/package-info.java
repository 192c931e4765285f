/** What passes between the stages: a claim, and what came of it. */
@NullMarked
package relay.worker.attempt;

import org.jspecify.annotations.NullMarked;
