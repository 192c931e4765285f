package relay.worker.sending;

import java.io.IOException;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/**
 * A connection that is used again only if nothing can be read from it: what waits there before a
 * request is sent is no answer to it.
 */
final class KeptConnection extends DefaultManagedHttpClientConnection {
  /**
   * A connection idle for longer is first asked whether the endpoint has closed it, which takes a
   * millisecond. Asking each time would cost a busy lane a quarter of what it sends.
   */
  static final long ASKED_AFTER_NANOS = 50_000_000;

  private final AnswerHeads heads;
  private long idleSince;

  KeptConnection(String id, Http1Config limits) {
    this(id, limits, new AnswerHeads(limits));
  }

  private KeptConnection(String id, Http1Config limits, AnswerHeads heads) {
    super(id, null, null, limits, null, null, null, _ -> heads);
    this.heads = heads;
  }

  @Override
  public void passivate() {
    super.passivate();
    idleSince = System.nanoTime();
  }

  /** Asked before each use but the first. */
  @Override
  public boolean isStale() throws IOException {
    return hasUnreadBytes()
        || (System.nanoTime() - idleSince > ASKED_AFTER_NANOS
            && (super.isStale() || hasUnreadBytes()));
  }

  /** Does not wait for any. With TLS, bytes that are not decrypted yet count as well. */
  private boolean hasUnreadBytes() throws IOException {
    SocketHolder socket = getSocketHolder();
    return heads.hasUnreadBytes()
        || (socket != null
            && (socket.getInputStream().available() > 0
                || socket.getBaseSocket().getInputStream().available() > 0));
  }
}
