package relay.api.arrival;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads what nobody has read of a body, after the answer and only for as long as a request may take
 * to arrive. A connection that is closed while something is unread is reset, and the client may
 * never see its answer. Tomcat would read it by itself, for as long as it drips.
 */
final class UnreadBody extends ValveBase {
  /** In bytes: so that a body far over its limit is still answered, and not with a reset. */
  private static final long MAX_SKIPPED = 16 * 1024 * 1024;

  UnreadBody() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    org.apache.coyote.Request received = request.getCoyoteRequest();
    // Who waits for leave to send a body sends none after a refusal.
    if (!request.isAsync() && !received.hasExpectation()) {
      response.finishResponse();
      skip(received);
    }
  }

  private static void skip(org.apache.coyote.Request received) {
    Skipped bytes = new Skipped();
    try {
      for (long skipped = 0; skipped <= MAX_SKIPPED; skipped += bytes.length()) {
        if (received.doRead(bytes) < 0) {
          return;
        }
      }
    } catch (IOException brokenOffOrLate) {
      // The connection is given up below, whatever it was.
    }
    received.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
  }

  /** Where bytes go that nobody wants. */
  private static final class Skipped implements ApplicationBufferHandler {
    private ByteBuffer buffer = EMPTY_BUFFER;

    private int length() {
      return buffer.remaining();
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      return buffer;
    }

    @Override
    public void expand(int size) {
      // Tomcat hands its own buffer over.
    }
  }
}
