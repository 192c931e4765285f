package relay.api.arrival;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP of which each request has to arrive in time. Tomcat's time-outs start anew with each byte,
 * so a client that drips would hold its connection for hours, and for a body a thread. Public, with
 * this constructor, because Tomcat makes it by its name.
 */
public final class TimedHttp extends Http11NioProtocol {
  private Duration within = Duration.ofSeconds(30);

  void setWithin(Duration within) {
    this.within = within;
  }

  @Override
  protected Processor createProcessor() {
    return new TimedRequests(this, getAdapter(), within);
  }

  private static final class TimedRequests extends Http11Processor {
    private final Duration within;

    private TimedRequests(AbstractHttp11Protocol<?> protocol, Adapter adapter, Duration within) {
      super(protocol, adapter);
      this.within = within;
      request.setInputBuffer(new TimedBody(request.getInputBuffer()));
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
      SocketState state = super.service(socket);
      boolean incomplete = state == SocketState.LONG && !isAsync();
      return incomplete && isLate(request) ? SocketState.CLOSED : state;
    }

    private boolean isLate(Request request) {
      return System.nanoTime() - request.getStartTimeNanos() > within.toNanos();
    }

    private final class TimedBody implements InputBuffer {
      private final InputBuffer socket;

      private TimedBody(InputBuffer socket) {
        this.socket = socket;
      }

      @Override
      public int doRead(ApplicationBufferHandler handler) throws IOException {
        int read = socket.doRead(handler);
        if (read >= 0 && isLate(request)) {
          // An answer can still be written, and then what comes is not waited for.
          setErrorState(ErrorState.CLOSE_CLEAN, null);
          throw new SocketTimeoutException("The body did not arrive in time");
        }
        return read;
      }

      @Override
      public int available() {
        return socket.available();
      }
    }
  }
}
