package relay.worker.sending;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relay.model.Tenant;
import relay.network.AddressRule;

/**
 * The addresses of an endpoint that deliveries may go to. They are asked for once for each
 * connection, for literal addresses as well, and the connection is to one of them: nothing that a
 * name says before or afterwards counts.
 */
final class Addresses {
  /** No address of the endpoint may be connected to. */
  static final class RefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    private RefusedException(String refusal) {
      super(refusal);
    }
  }

  private final NameLookups names;
  private final AddressRule rule;

  Addresses(NameLookups names, AddressRule rule) {
    this.names = names;
    this.rule = rule;
  }

  /** Blocks while a name is looked up. There is at least one address. */
  List<InetSocketAddress> of(String host, int port, Tenant tenant) throws IOException {
    List<InetSocketAddress> allowed = new ArrayList<>();
    @Nullable String refusal = null;
    for (InetAddress address : addresses(host, tenant)) {
      String refused = rule.refusal(address, port);
      if (refused == null) {
        allowed.add(new InetSocketAddress(address, port));
      } else {
        refusal = refused;
      }
    }
    if (allowed.isEmpty()) {
      throw refusal == null ? new UnknownHostException(host) : new RefusedException(refusal);
    }
    return allowed;
  }

  private List<InetAddress> addresses(String host, Tenant tenant) throws IOException {
    InetAddress literal = literal(host);
    return literal == null ? names.addresses(host, tenant) : List.of(literal);
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException name) {
      return null;
    }
  }
}
