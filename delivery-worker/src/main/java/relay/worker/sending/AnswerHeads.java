package relay.worker.sending;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.impl.io.LenientHttpResponseParser;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of the answers of one connection. The limits on headers start anew with each
 * interim (1xx) answer, so those are limited too: an endpoint that streams them would keep a thread
 * busy that never waits, and so is not interrupted by its deadline either.
 */
final class AnswerHeads extends LenientHttpResponseParser {
  private static final int MAX_INTERIM = 10;

  /** In bytes. As many headers as are read, each as long as may be, would be 1.6 MB an attempt. */
  private static final int MAX_HEAD = 64 * 1024;

  private int interim;
  private @Nullable SessionInputBuffer received;

  AnswerHeads(Http1Config limits) {
    super(limits);
  }

  @Override
  public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream connection)
      throws IOException, HttpException {
    received = buffer;
    Head head = new Head(connection, buffer.length());
    ClassicHttpResponse answer = super.parse(buffer, head);
    // The parser takes the end of the connection for that of the headers.
    if (head.brokeOff) {
      throw head.length > 0
          ? new ConnectionClosedException("closed in the middle of the headers")
          : new NoHttpResponseException("closed without an answer");
    }
    return answer;
  }

  /** Whether something was received and not read, after an answer was read to its end. */
  boolean hasUnreadBytes() {
    return received != null && received.length() > 0;
  }

  @Override
  protected @Nullable ClassicHttpResponse createMessage(CharArrayBuffer statusLine)
      throws IOException {
    ClassicHttpResponse head;
    try {
      head = super.createMessage(statusLine);
    } catch (IllegalArgumentException noStatus) {
      throw new IOException("no valid status", new ProtocolException(noStatus.getMessage()));
    }
    if (head == null) {
      return null;
    }
    interim = head.getCode() < HttpStatus.SC_OK ? interim + 1 : 0;
    if (interim > MAX_INTERIM) {
      throw new MessageConstraintException("more than %d interim answers".formatted(MAX_INTERIM));
    }
    return head;
  }

  /**
   * Reads a connection until a head is complete, and never past the limit, so that bytes of the
   * body do not count as bytes of the head.
   */
  private static final class Head extends FilterInputStream {
    private int length;
    private boolean brokeOff;

    /** {@code length} bytes were received with the head before, and are in the buffer. */
    private Head(InputStream connection, int length) {
      super(connection);
      this.length = length;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (length >= MAX_HEAD) {
        throw new MessageConstraintException("more than %,d bytes of headers".formatted(MAX_HEAD));
      }
      int read = super.read(bytes, offset, Math.min(count, MAX_HEAD - length));
      brokeOff = read < 0;
      length += Math.max(read, 0);
      return read;
    }
  }
}
