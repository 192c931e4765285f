package relay.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Where the relay's own PostgreSQL and Kafka are. */
public final class OwnServers {
  private record Server(String host, int port) {}

  private final List<Server> servers;

  private OwnServers(List<Server> servers) {
    this.servers = List.copyOf(servers);
  }

  /**
   * Those of a service.
   *
   * @param jdbcUrl of PostgreSQL; may name several hosts
   * @param bootstrapServers of Kafka, each {@code host:port}
   * @throws IllegalArgumentException if they can not be read
   */
  public static OwnServers of(String jdbcUrl, List<String> bootstrapServers) {
    List<Server> servers = new ArrayList<>(postgres(jdbcUrl));
    bootstrapServers.stream().map(OwnServers::kafka).forEach(servers::add);
    return new OwnServers(servers);
  }

  private static List<Server> postgres(String jdbcUrl) {
    Map<String, String> properties = new HashMap<>();
    try {
      // As the driver will read it when it connects.
      for (DriverPropertyInfo property :
          DriverManager.getDriver(jdbcUrl).getPropertyInfo(jdbcUrl, new Properties())) {
        properties.put(property.name, property.value);
      }
    } catch (SQLException unreadable) {
      throw new IllegalArgumentException("spring.datasource.url can not be read", unreadable);
    }
    List<String> hosts = list(properties.get("PGHOST"));
    List<String> ports = list(properties.get("PGPORT"));
    return IntStream.range(0, hosts.size())
        .mapToObj(i -> new Server(hosts.get(i), Integer.parseInt(ports.get(i))))
        .toList();
  }

  private static List<String> list(@Nullable String commaSeparated) {
    return List.of(Objects.requireNonNull(commaSeparated).split(",", -1));
  }

  private static Server kafka(String bootstrapServer) {
    @Nullable String host = Utils.getHost(bootstrapServer);
    @Nullable Integer port = Utils.getPort(bootstrapServer);
    if (host == null || port == null) {
      throw new IllegalArgumentException(
          "spring.kafka.bootstrap-servers has %s, which is no host:port"
              .formatted(bootstrapServer));
    }
    return new Server(host, port);
  }

  /** Whether one of them has this port, wherever it is. */
  boolean haveThePort(int port) {
    return servers.stream().anyMatch(server -> server.port == port);
  }

  /** Whether one of them is there. Looks their names up, but only if the port is one of theirs. */
  boolean areAt(InetAddress address, int port) {
    return servers.stream()
        .filter(server -> server.port == port)
        .anyMatch(server -> addresses(server.host).anyMatch(address::equals));
  }

  /** Where there are none, the relay is not there either. */
  private static Stream<InetAddress> addresses(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host)).map(EmbeddedIpv4::in);
    } catch (UnknownHostException nowhere) {
      return Stream.empty();
    }
  }
}
