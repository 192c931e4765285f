package relay.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;

/** Where a call came from. */
public final class CallerAddress {
  /** A proxy hands on what its client has sent, which may be no address. */
  private static final String UNKNOWN = "unknown";

  private CallerAddress() {}

  /** An IP address, or {@value #UNKNOWN}. */
  public static String of(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    try {
      return address == null ? UNKNOWN : InetAddress.ofLiteral(address).getHostAddress();
    } catch (IllegalArgumentException noAddress) {
      return UNKNOWN;
    }
  }
}
