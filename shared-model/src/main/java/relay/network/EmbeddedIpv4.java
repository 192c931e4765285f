package relay.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * IPv6 addresses that lead to the IPv4 address written in them. Two that are left out are refused
 * whole, as not public: NAT64 of local use (RFC 8215) does not tell where in it that address
 * stands, and Teredo (RFC 4380) has two.
 *
 * @param network of these addresses
 * @param offset of the first byte of the IPv4 address
 */
record EmbeddedIpv4(Network network, int offset) {
  private static final int IPV4_BYTES = 4;

  private static final List<EmbeddedIpv4> ALL =
      List.of(
          // RFC 6052, NAT64.
          new EmbeddedIpv4(Network.valueOf("64:ff9b::/96"), 12),
          // RFC 3056, 6to4.
          new EmbeddedIpv4(Network.valueOf("2002::/16"), 2));

  /** The IPv4 address that this one leads to, or else this one. */
  static InetAddress in(InetAddress address) {
    byte[] bytes = address.getAddress();
    for (EmbeddedIpv4 form : ALL) {
      if (form.network.contains(address)) {
        return ofBytes(Arrays.copyOfRange(bytes, form.offset, form.offset + IPV4_BYTES));
      }
    }
    // A look-up can give an IPv4-mapped address as IPv6; made of bytes it is IPv4.
    return ofBytes(bytes);
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
    }
  }
}
