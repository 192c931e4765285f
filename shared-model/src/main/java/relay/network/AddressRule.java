package relay.network;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that deliveries may go to: those of the public Internet and the networks that an
 * operator allows, but never the relay's own PostgreSQL and Kafka. Thread-safe.
 */
public final class AddressRule {
  private final List<Network> allowed;
  private final OwnServers own;

  /** {@code allowed} is the setting {@code relay.delivery.allowed-networks}. */
  public AddressRule(List<Network> allowed, OwnServers own) {
    this.allowed = List.copyOf(allowed);
    this.own = own;
  }

  /**
   * Why no delivery may go there, as a sentence without its end, or null if one may. It may look
   * the relay's own servers up.
   *
   * @param address any form of it, IPv4 within IPv6 as well
   */
  public @Nullable String refusal(InetAddress address, int port) {
    InetAddress reached = EmbeddedIpv4.in(address);
    @Nullable SpecialPurpose kind = SpecialPurpose.of(reached);
    if (kind != null && !isAllowed(reached)) {
      return "%s is %s address: an operator can allow it with relay.delivery.allowed-networks"
          .formatted(reached.getHostAddress(), kind.adjective());
    }
    if (isOwn(reached, port, kind)) {
      return "%s port %d belongs to the relay's own PostgreSQL or Kafka, which no setting allows"
          .formatted(reached.getHostAddress(), port);
    }
    return null;
  }

  private boolean isAllowed(InetAddress address) {
    return allowed.stream().anyMatch(network -> network.contains(address));
  }

  /**
   * Inside a network the same server answers at several addresses, and so do others of its cluster:
   * there the port decides. In the Internet somebody else's may have the same.
   */
  private boolean isOwn(InetAddress address, int port, @Nullable SpecialPurpose kind) {
    return kind == null ? own.areAt(address, port) : own.haveThePort(port);
  }
}
