package relay.api.invariant;

import java.util.List;

/**
 * What a comparison came to.
 *
 * @param difference 0 if all is well
 * @param examples some of what is wrong, to start from
 */
record Finding(Kind kind, long difference, List<String> examples) {
  static final int EXAMPLES = 10;
}
