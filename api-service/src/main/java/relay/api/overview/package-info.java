/** Figures for those who operate the relay: what went through it, how fast, and what is wrong. */
@NullMarked
package relay.api.overview;

import org.jspecify.annotations.NullMarked;
