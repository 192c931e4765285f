package relay.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;

/**
 * An event of about 350 bytes that carries the time at which it was to be posted, by the clock of
 * this process, so that whoever receives it knows how long it has been on its way.
 */
public final class Payload {
  /** Makes each time 19 digits, so that it is found and written in place. */
  private static final long ORIGIN = 1_000_000_000_000_000_000L;

  private static final int DIGITS = 19;
  private static final byte[] MARK = "\"sent\":".getBytes(US_ASCII);
  private static final String TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(5);

  private final byte[] event;
  private final int time;

  private Payload(String json) {
    event = json.getBytes(US_ASCII);
    time = indexOfTime(event, event.length);
  }

  /** Of events of one type. */
  public static Payload of(String type) {
    return new Payload(
        "{\"type\":\"%s\",\"data\":{\"sent\":%d,\"text\":\"%s\"}}".formatted(type, ORIGIN, TEXT));
  }

  /** One event. */
  public Buffer at(long nanoTime) {
    return Buffer.buffer(bytes(nanoTime));
  }

  /** A batch of events as {@code POST /events/batch} takes it. */
  public Buffer batchAt(int events, long nanoTime) {
    byte[] one = bytes(nanoTime);
    Buffer batch = Buffer.buffer(events * (one.length + 1) + 16).appendString("{\"events\":[");
    for (int i = 0; i < events; i++) {
      if (i > 0) {
        batch.appendByte((byte) ',');
      }
      batch.appendBytes(one);
    }
    return batch.appendString("]}");
  }

  private byte[] bytes(long nanoTime) {
    byte[] bytes = event.clone();
    long rest = ORIGIN + nanoTime;
    for (int i = time + DIGITS - 1; i >= time; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return bytes;
  }

  /** The {@link System#nanoTime()} at which a delivered event was to be posted. */
  static long sentAt(Buffer delivered) {
    byte[] bytes = delivered.getBytes();
    int start = indexOfTime(bytes, bytes.length);
    long time = 0;
    for (int i = start; i < start + DIGITS; i++) {
      time = time * 10 + (bytes[i] - '0');
    }
    return time - ORIGIN;
  }

  private static int indexOfTime(byte[] bytes, int length) {
    for (int i = 0; i < length - MARK.length - DIGITS; i++) {
      int matched = 0;
      while (matched < MARK.length && bytes[i + matched] == MARK[matched]) {
        matched++;
      }
      if (matched == MARK.length) {
        return i + MARK.length;
      }
    }
    throw new IllegalArgumentException("an event that this benchmark has not posted");
  }
}
