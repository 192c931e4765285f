package relay.worker.sending;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Sends a request on a connection and tells a broken kept connection from a broken endpoint. */
final class RequestSender extends HttpRequestExecutor {
  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      HttpResponseInformationCallback onInterim,
      HttpContext context)
      throws IOException, HttpException {
    Progress progress = Progress.of(context);
    if (progress.isOver()) {
      // Where nothing blocks, the interrupt of the deadline would be noticed after the POST alone.
      throw new InterruptedIOException("the deadline passed before the request was sent");
    }
    progress.reach(Progress.Phase.ANSWER);
    EndpointDetails before = connection.getEndpointDetails();
    boolean kept = before.getResponseCount() > 0;
    long received = before.getReceivedBytesCount();
    try {
      return super.execute(request, connection, onInterim, context);
    } catch (IOException failure) {
      if (kept && before.getReceivedBytesCount() == received) {
        throw new KeptConnectionBrokeException(failure);
      }
      throw failure;
    }
  }
}
