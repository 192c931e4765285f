package relay.worker.sending;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import relay.model.Tenant;

/**
 * Looks names up on platform threads. The system's look-up is native code that cannot be
 * interrupted and holds the carrier of a virtual thread: two slow names would stop all sending on a
 * machine with two cores.
 *
 * <p>A silent name server holds a thread for as long as the system waits for it. So a name is
 * looked up once at a time, a tenant has a bounded number of threads, and who finds no free one
 * waits for it. Thread-safe.
 */
final class NameLookups {
  static final int OF_ONE_TENANT = 16;
  static final int OF_ALL = 512;

  /** What the system knows of names; blocks for as long as it likes. */
  @FunctionalInterface
  interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /**
   * The look-ups of other tenants took all threads for as long as the caller could wait: nothing is
   * known of the name.
   */
  static final class NotBegunException extends InterruptedIOException {
    private static final long serialVersionUID = 1L;
  }

  private final Names system;
  private final Semaphore all = new Semaphore(OF_ALL, true);
  private final Map<Tenant, Semaphore> ofTenants = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("dns-", 0).daemon().factory());

  NameLookups(Names system) {
    this.system = system;
  }

  /**
   * The addresses of a name.
   *
   * @throws UnknownHostException if it has none
   * @throws InterruptedIOException if the thread was interrupted before they were known
   */
  List<InetAddress> addresses(String host, Tenant tenant) throws IOException {
    CompletableFuture<InetAddress[]> lookup = running.get(host);
    try {
      return List.of((lookup == null ? begin(host, tenant) : lookup).get());
    } catch (ExecutionException failed) {
      UnknownHostException unknown = new UnknownHostException(host);
      unknown.initCause(failed.getCause());
      throw unknown;
    } catch (InterruptedException deadline) {
      throw new InterruptedIOException("the name was not looked up in time");
    }
  }

  private CompletableFuture<InetAddress[]> begin(String host, Tenant tenant)
      throws InterruptedException, NotBegunException {
    Semaphore ofTenant = ofTenants.computeIfAbsent(tenant, _ -> new Semaphore(OF_ONE_TENANT, true));
    ofTenant.acquire();
    try {
      all.acquire();
    } catch (InterruptedException deadline) {
      ofTenant.release();
      throw new NotBegunException();
    }
    CompletableFuture<InetAddress[]> lookup = new CompletableFuture<>();
    CompletableFuture<InetAddress[]> other = running.putIfAbsent(host, lookup);
    if (other != null) {
      end(ofTenant);
      return other;
    }
    try {
      threads.execute(() -> lookUp(host, lookup, ofTenant));
    } catch (RuntimeException | Error noThread) {
      ended(host, lookup, ofTenant, noThread);
    }
    return lookup;
  }

  private void lookUp(String host, CompletableFuture<InetAddress[]> lookup, Semaphore ofTenant) {
    try {
      lookup.complete(system.addresses(host));
      ended(host, lookup, ofTenant, null);
    } catch (UnknownHostException | RuntimeException | Error failure) {
      ended(host, lookup, ofTenant, failure);
    }
  }

  private void ended(
      String host,
      CompletableFuture<InetAddress[]> lookup,
      Semaphore ofTenant,
      @Nullable Throwable failure) {
    running.remove(host);
    end(ofTenant);
    if (failure != null) {
      lookup.completeExceptionally(failure);
    }
  }

  private void end(Semaphore ofTenant) {
    all.release();
    ofTenant.release();
  }
}
