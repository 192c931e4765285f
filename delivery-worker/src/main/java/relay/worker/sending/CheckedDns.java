package relay.worker.sending;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import relay.network.AddressRule;

/**
 * Gives only addresses that deliveries may go to. The client asks once for each connection, for
 * literal addresses as well, and connects to just what it is given: nothing that a name says before
 * or afterwards counts.
 */
final class CheckedDns implements DnsResolver {
  /** No address of the endpoint may be connected to. */
  static final class RefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    private RefusedException(String refusal) {
      super(refusal);
    }
  }

  private final DnsResolver names;
  private final AddressRule rule;

  CheckedDns(DnsResolver names, AddressRule rule) {
    this.names = names;
    this.rule = rule;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    List<InetSocketAddress> allowed = new ArrayList<>();
    @Nullable String refusal = null;
    for (InetAddress address : names.resolve(host)) {
      String refused = rule.refusal(address, port);
      if (refused == null) {
        allowed.add(new InetSocketAddress(address, port));
      } else {
        refusal = refused;
      }
    }
    if (allowed.isEmpty() && refusal != null) {
      throw new RefusedException(refusal);
    }
    return allowed;
  }

  /** Without a port nothing can be said of an address. */
  @Override
  public InetAddress[] resolve(String host) {
    throw new UnsupportedOperationException("a connection is to a port");
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }
}
