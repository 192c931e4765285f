package relay.worker.dispatch;

import java.util.concurrent.atomic.AtomicLong;
import relay.worker.attempt.Claim;

/**
 * Bounds the data of events that claims hold in memory. What is beyond it is read when it is sent.
 * Thread-safe.
 */
final class HeldData {
  private final AtomicLong bytes = new AtomicLong();
  private final long maxBytes;

  HeldData(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The claim to hold: as it is, or without its data. */
  Claim admit(Claim claim) {
    long own = size(claim);
    if (bytes.addAndGet(own) <= maxBytes) {
      return claim;
    }
    bytes.addAndGet(-own);
    return claim.withoutData();
  }

  /** An admitted claim is held no more. */
  void release(Claim claim) {
    bytes.addAndGet(-size(claim));
  }

  private static long size(Claim claim) {
    byte[] data = claim.data();
    return data == null ? 0 : data.length;
  }
}
