package relay.api;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import relay.testservers.TestServers;

/** Another api-service. */
public final class SecondService implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private SecondService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts it on the same database.
   *
   * @param settings such as {@code relay.limits.requests-per-second=5}
   */
  public static SecondService start(String... settings) {
    return start(TestServers.postgres().connectionDetails(), settings);
  }

  /** Starts it on another database of the same server. */
  public static SecondService startOn(String database, String... settings) {
    return start(TestServers.postgres().connectionDetails(database), settings);
  }

  private static SecondService start(JdbcConnectionDetails database, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--server.shutdown=immediate",
                "--relay.api-key=" + Api.KEY,
                "--relay.secrets.keys=" + Api.SECRETS_KEY + "," + Api.OLD_SECRETS_KEY,
                "--spring.jmx.enabled=false"));
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    return new SecondService(
        new SpringApplicationBuilder(ApiService.class, TestServers.class)
            .initializers(
                context ->
                    ((GenericApplicationContext) context)
                        .registerBean(
                            "database",
                            JdbcConnectionDetails.class,
                            () -> database,
                            bean -> bean.setPrimary(true)))
            .run(arguments.toArray(String[]::new)));
  }

  /** A request to it with the key of the setting, to be completed. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
        .header("Authorization", "Bearer " + Api.KEY)
        .timeout(Api.PATIENCE);
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
