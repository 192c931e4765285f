package relay.api.paging;

import java.util.Map;

/**
 * How many there are of each kind.
 *
 * @param counts by the label of the kind, with all kinds
 * @param capped whether {@link #CAP} means at least as many
 */
public record CappedCounts(Map<String, Long> counts, boolean capped) {
  /** Where counting ends, so that it stays quick however much there is. */
  public static final int CAP = 10_000;

  /** Those of a statement that ends at {@link #CAP} of each kind. */
  public static CappedCounts of(Map<String, Long> counts) {
    return new CappedCounts(counts, counts.containsValue((long) CAP));
  }

  /** Those of all there are, however many. */
  public static CappedCounts exact(Map<String, Long> counts) {
    return new CappedCounts(counts, false);
  }
}
