package relay.worker.sending;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import relay.model.EventType;

/**
 * The body of a delivery: {@code {"type","timestamp","data"}} as Standard Webhooks 1.0.0 asks. The
 * data is put in as it was posted, so that no number is rounded.
 */
final class Message {
  private Message() {}

  static byte[] body(EventType type, Instant timestamp, byte[] data) {
    // Neither an event type nor an instant has a character that JSON escapes.
    byte[] head =
        "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":"
            .formatted(type.name(), timestamp)
            .getBytes(US_ASCII);
    byte[] body = new byte[head.length + data.length + 1];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(data, 0, body, head.length, data.length);
    body[body.length - 1] = '}';
    return body;
  }
}
