package relay.network;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that are not of the public Internet, by kind. Of IPv6 only {@code 2000::/3} is
 * handed out; all else is refused, whatever it may become.
 *
 * <p>A few blocks in {@code 192.0.0.0/24} and {@code 2001::/23} are public, but for anycast and
 * tunnels, where no endpoint is.
 *
 * @param adjective with its article, to stand before "address"
 * @see <a
 *     href="https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml">IANA
 *     IPv4 Special-Purpose Address Registry (RFC 6890 and what followed)</a>
 * @see <a
 *     href="https://www.iana.org/assignments/iana-ipv6-special-registry/iana-ipv6-special-registry.xhtml">IANA
 *     IPv6 Special-Purpose Address Registry</a>
 * @see <a href="https://www.iana.org/assignments/ipv6-address-space/ipv6-address-space.xhtml">IANA
 *     IPv6 Address Space</a>
 */
record SpecialPurpose(String adjective, List<Network> networks) {
  /** The first that has an address is the one that is named. */
  private static final List<SpecialPurpose> ALL =
      List.of(
          of("an unspecified", "0.0.0.0/8", "::/128"),
          of("a loopback", "127.0.0.0/8", "::1/128"),
          of("a private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
          // Where clouds keep the metadata of their machines, and credentials with them.
          of("a link-local", "169.254.0.0/16", "fe80::/10"),
          // Azure's, which IANA does not know: it answers machines of Azure only.
          of("a cloud platform's", "168.63.129.16/32"),
          of("a carrier-internal", "100.64.0.0/10"),
          of("a multicast", "224.0.0.0/4", "ff00::/8"),
          of(
              "a documentation",
              "192.0.2.0/24",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "2001:db8::/32",
              "3fff::/20"),
          of(
              "a reserved",
              "192.0.0.0/24",
              "192.88.99.0/24",
              "198.18.0.0/15",
              "240.0.0.0/4",
              "2001::/23",
              "::/3",
              "4000::/2",
              "8000::/1"));

  /** The kind of an address that is not public, or null. */
  static @Nullable SpecialPurpose of(InetAddress address) {
    for (SpecialPurpose kind : ALL) {
      if (kind.networks.stream().anyMatch(network -> network.contains(address))) {
        return kind;
      }
    }
    return null;
  }

  private static SpecialPurpose of(String adjective, String... networks) {
    return new SpecialPurpose(adjective, Stream.of(networks).map(Network::valueOf).toList());
  }
}
