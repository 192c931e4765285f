/** People: who may log in to the dashboard, how they do, and what they may do then. */
@NullMarked
package relay.api.people;

import org.jspecify.annotations.NullMarked;
