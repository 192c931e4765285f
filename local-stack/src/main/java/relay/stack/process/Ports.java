package relay.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** TCP ports of this machine. */
public final class Ports {
  /**
   * Below the range from which systems take the ports of outgoing connections: from within it, a
   * client that keeps trying a server that is down may take the server's port, or even connect to
   * itself.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;

  private Ports() {}

  /** Where this process looks next, so that it gives out none twice before it is listened on. */
  private static final AtomicInteger next =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(HIGHEST - LOWEST));

  /** A port that nobody listens on. */
  public static int free() {
    return IntStream.generate(next::getAndIncrement)
        .map(number -> LOWEST + Math.floorMod(number, HIGHEST - LOWEST))
        .limit(1_000)
        .filter(Ports::isFree)
        .findFirst()
        .orElseThrow(() -> new StackException("No free TCP port was found."));
  }

  /** Whether a server could listen on the port, on loopback and on all addresses. */
  public static boolean isFree(int port) {
    return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        && canBind(new InetSocketAddress(port));
  }

  /** Whether somebody answers on the port on loopback. */
  public static boolean isAnswering(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static boolean canBind(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
