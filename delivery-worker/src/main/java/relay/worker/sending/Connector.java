package relay.worker.sending;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the first address of an endpoint that answers. Each gets a share of the time that is
 * left, so that a dead one leaves enough for the next (the idea of RFC 8305); none is begun after
 * the deadline.
 */
final class Connector extends DefaultHttpClientConnectionOperator {
  private final Addresses addresses;

  Connector(Addresses addresses) {
    super(
        DefaultSchemePortResolver.INSTANCE,
        null,
        RegistryBuilder.<TlsSocketStrategy>create()
            .register(URIScheme.HTTPS.id, DefaultClientTlsStrategy.createDefault())
            .build());
    this.addresses = addresses;
  }

  @Override
  public void connect(
      ManagedHttpClientConnection connection,
      HttpHost host,
      @Nullable NamedEndpoint target,
      @Nullable Path unixDomainSocket,
      @Nullable InetSocketAddress local,
      Timeout connectTimeout,
      SocketConfig socketConfig,
      @Nullable Object attachment,
      HttpContext context)
      throws IOException {
    Progress progress = Progress.of(context);
    progress.reach(Progress.Phase.LOOK_UP);
    int port = DefaultSchemePortResolver.INSTANCE.resolve(host.getSchemeName(), host);
    List<InetSocketAddress> all = addresses.of(host.getHostName(), port, progress.tenant());
    Map<InetSocketAddress, IOException> failures = new LinkedHashMap<>();
    for (InetSocketAddress address : all) {
      Duration share = share(progress.left(), all.size() - failures.size());
      if (progress.isOver() || !share.isPositive()) {
        break;
      }
      progress.connectTo(address);
      try {
        super.connect(
            connection,
            new HttpHost(host.getSchemeName(), address.getAddress(), host.getHostName(), port),
            target,
            unixDomainSocket,
            local,
            Timeout.of(share),
            socketConfig,
            attachment,
            context);
        return;
      } catch (IOException failure) {
        failures.put(address, failure);
      }
    }
    throw failures.size() == 1
        ? failures.values().iterator().next()
        : new NoConnectionException(failures);
  }

  /** The last address gets what is left; each before leaves a share for the answer, too. */
  private static Duration share(Duration left, int addresses) {
    return addresses == 1 ? left : left.dividedBy(addresses + 1L);
  }

  @Override
  protected void onBeforeTlsHandshake(HttpContext context, HttpHost host) {
    Progress.of(context).reach(Progress.Phase.TLS);
  }
}
