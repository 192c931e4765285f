package relay.worker.sending;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import relay.model.Tenant;

/**
 * How far an attempt has come, for the sentence that says what took the time. It travels through
 * the HTTP client in the context of the request, and is used by the thread of the attempt alone.
 */
final class Progress {
  /** What an attempt does, in this order; the first three only if it needs a new connection. */
  enum Phase {
    LOOK_UP,
    CONNECT,
    TLS,
    /** The request is sent, and the head of the answer awaited. */
    ANSWER,
    BODY
  }

  private static final String ATTRIBUTE = "relay.progress";

  private final Tenant tenant;
  private final Deadline deadline;
  private Phase phase = Phase.ANSWER;
  private @Nullable InetSocketAddress address;

  Progress(Tenant tenant, Deadline deadline) {
    this.tenant = tenant;
    this.deadline = deadline;
  }

  static Progress of(HttpContext context) {
    return (Progress) context.getAttribute(ATTRIBUTE);
  }

  void travelIn(HttpContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  void reach(Phase next) {
    phase = next;
  }

  void connectTo(InetSocketAddress next) {
    phase = Phase.CONNECT;
    address = next;
  }

  Phase phase() {
    return phase;
  }

  /** The address that was connected to last, unless a kept connection is used. */
  @Nullable InetSocketAddress address() {
    return address;
  }

  Tenant tenant() {
    return tenant;
  }

  boolean isOver() {
    return deadline.hasPassed();
  }

  Duration left() {
    return deadline.left();
  }
}
