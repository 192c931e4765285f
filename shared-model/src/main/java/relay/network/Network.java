package relay.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of addresses.
 *
 * @param first its lowest address
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632#section-3.1">RFC 4632, CIDR notation</a>
 */
public record Network(InetAddress first, int prefixLength) {
  private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f.:]+)/([0-9]{1,3})");

  /**
   * Reads CIDR notation, such as {@code 10.0.0.0/8} or {@code fd00::/8}. Spring finds it by this
   * name to read settings.
   *
   * @throws IllegalArgumentException with a sentence for operators if it is no network
   */
  public static Network valueOf(String text) {
    Matcher cidr = CIDR.matcher(text);
    if (!cidr.matches()) {
      throw malformed(text);
    }
    InetAddress first;
    try {
      first = InetAddress.ofLiteral(cidr.group(1));
    } catch (IllegalArgumentException noAddress) {
      throw malformed(text);
    }
    // Java reads 10/8 as 0.0.0.10/8, and more that is likely a slip.
    if (first instanceof Inet4Address && !first.getHostAddress().equals(cidr.group(1))) {
      throw malformed(text);
    }
    int prefixLength = Integer.parseInt(cidr.group(2));
    if (prefixLength > first.getAddress().length * Byte.SIZE) {
      throw malformed(text);
    }
    InetAddress lowest = lowest(first, prefixLength);
    if (!lowest.equals(first)) {
      throw new IllegalArgumentException(
          "%s is no network, since %s has bits after the prefix: write %2$s/%d for that one address, or %s/%d for all of the network"
              .formatted(
                  text,
                  cidr.group(1),
                  first.getAddress().length * Byte.SIZE,
                  lowest.getHostAddress(),
                  prefixLength));
    }
    return new Network(first, prefixLength);
  }

  private static InetAddress lowest(InetAddress address, int prefixLength) {
    byte[] bytes = address.getAddress();
    for (int bit = prefixLength; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has its own length", impossible);
    }
  }

  /** Whether the address is of this network. */
  public boolean contains(InetAddress address) {
    byte[] here = first.getAddress();
    byte[] there = address.getAddress();
    if (here.length != there.length) {
      return false;
    }
    int differing = Arrays.mismatch(here, there);
    return differing < 0 || commonBits(here, there, differing) >= prefixLength;
  }

  private static int commonBits(byte[] here, byte[] there, int differing) {
    int difference = Byte.toUnsignedInt((byte) (here[differing] ^ there[differing]));
    return differing * Byte.SIZE
        + Integer.numberOfLeadingZeros(difference)
        - (Integer.SIZE - Byte.SIZE);
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + prefixLength;
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "%s is no network: write an address and the length of its prefix, as in 10.0.0.0/8 or fd00::/8"
            .formatted(text));
  }
}
