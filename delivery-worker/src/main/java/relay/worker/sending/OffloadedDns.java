package relay.worker.sending;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up on platform threads. The system's look-up is native code that cannot be
 * interrupted and holds the carrier of a virtual thread: two slow names would stop all sending on a
 * machine with two cores.
 */
final class OffloadedDns implements DnsResolver {
  private static final int MAX_LOOKUPS = 256;

  private final DnsResolver system;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MAX_LOOKUPS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("dns-", 0).daemon().factory());

  /** {@code system} may block for as long as it likes. */
  OffloadedDns(DnsResolver system) {
    this.system = system;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    return await(host, () -> system.resolve(host, port));
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return await(host, () -> system.resolve(host));
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return await(host, () -> system.resolveCanonicalHostname(host));
  }

  private <T> T await(String host, Callable<T> lookup) throws UnknownHostException {
    Future<T> answer;
    try {
      answer = threads.submit(lookup);
    } catch (RejectedExecutionException full) {
      throw unknown(host + ": too many names are being looked up at once", full);
    }
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw unknown(host, failed.getCause());
    } catch (InterruptedException deadline) {
      Thread.currentThread().interrupt();
      throw unknown(host + ": not looked up in time", deadline);
    }
  }

  private static UnknownHostException unknown(String message, @Nullable Throwable cause) {
    UnknownHostException unknown = new UnknownHostException(message);
    unknown.initCause(cause);
    return unknown;
  }
}
