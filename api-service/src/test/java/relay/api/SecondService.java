package relay.api;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
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
    return startOn(TestServers.postgres().url(), settings);
  }

  /** Starts it on another database of the same server, or by another way. */
  public static SecondService startOn(String url, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--server.shutdown=immediate",
                "--relay.api-key=" + Api.KEY,
                "--relay.secrets.keys=" + Api.SECRETS_KEY + "," + Api.OLD_SECRETS_KEY,
                "--spring.jmx.enabled=false",
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + TestServers.postgres().user(),
                "--spring.datasource.password=" + TestServers.postgres().password(),
                "--spring.kafka.bootstrap-servers=" + TestServers.kafka().bootstrapServers()));
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    return new SecondService(
        new SpringApplicationBuilder(ApiService.class).run(arguments.toArray(String[]::new)));
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
