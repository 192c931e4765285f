package relay.api.bulk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bulk action as the API shows it.
 *
 * @param action retry or cancel
 * @param state running or done
 * @param total how many deliveries were frozen
 * @param changed how many of them were changed so far
 * @param unchanged how many of them were left alone so far
 * @param leftAlone some of those, and why
 */
record BulkActionView(
    String id,
    String action,
    String state,
    int total,
    int changed,
    int unchanged,
    Instant createdAt,
    @Nullable Instant doneAt,
    List<LeftAlone> leftAlone) {

  /** A delivery that was not changed. */
  record LeftAlone(String deliveryId, String why) {}
}
