package relay.worker.sending;

import java.io.IOException;
import org.apache.hc.client5.http.impl.io.LenientHttpResponseParser;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of the answers of one connection. The limits on headers start anew with each
 * interim (1xx) answer, so those are limited too: an endpoint that streams them would keep a thread
 * busy that never waits, and so is not interrupted by its deadline either.
 */
final class AnswerHeads extends LenientHttpResponseParser {
  private static final int MAX_INTERIM = 10;

  private int interim;

  AnswerHeads(Http1Config limits) {
    super(limits);
  }

  @Override
  protected @Nullable ClassicHttpResponse createMessage(CharArrayBuffer statusLine)
      throws IOException {
    ClassicHttpResponse head = super.createMessage(statusLine);
    if (head == null) {
      return null;
    }
    interim = head.getCode() < HttpStatus.SC_OK ? interim + 1 : 0;
    if (interim > MAX_INTERIM) {
      throw new MessageConstraintException("more than %d interim answers".formatted(MAX_INTERIM));
    }
    return head;
  }
}
