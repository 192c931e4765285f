package relay.api.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A queue bounded by the bytes that it holds as well as by their number: a bound on the number
 * alone would let large elements fill the memory. Never blocks whoever adds. Thread-safe.
 */
public final class BoundedQueue<E> {
  private final ArrayBlockingQueue<E> elements;
  private final long maxBytes;
  private final ToLongFunction<E> size;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * An empty queue.
   *
   * @param size the bytes that an element holds, always the same for the same element
   */
  public BoundedQueue(int maxElements, long maxBytes, ToLongFunction<E> size) {
    this.elements = new ArrayBlockingQueue<>(maxElements);
    this.maxBytes = maxBytes;
    this.size = size;
  }

  /** Adds an element; {@code false} if there is no room. */
  public boolean offer(E element) {
    long own = size.applyAsLong(element);
    if (bytes.addAndGet(own) <= maxBytes && elements.offer(element)) {
      return true;
    }
    bytes.addAndGet(-own);
    return false;
  }

  /**
   * Takes what waits, in order; waits for the first element.
   *
   * @param maxTakenBytes exceeded by at most one element
   * @return empty if nothing came within the patience
   */
  public List<E> take(int maxTaken, long maxTakenBytes, Duration patience)
      throws InterruptedException {
    List<E> taken = new ArrayList<>();
    E next = elements.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    long takenBytes = 0;
    while (next != null) {
      taken.add(next);
      long own = size.applyAsLong(next);
      bytes.addAndGet(-own);
      takenBytes += own;
      next = taken.size() < maxTaken && takenBytes < maxTakenBytes ? elements.poll() : null;
    }
    return taken;
  }

  /** What it holds, in order, without taking it; what comes or goes meanwhile may be missing. */
  public Stream<E> waiting() {
    return elements.stream();
  }

  /** The bytes that it holds now. */
  public long bytes() {
    return bytes.get();
  }

  /** The number of elements that it holds now. */
  public int size() {
    return elements.size();
  }
}
