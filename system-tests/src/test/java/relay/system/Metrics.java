package relay.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;

/** What a service serves to Prometheus. */
final class Metrics {
  private Metrics() {}

  /** The samples by name and labels; none while the service does not answer. */
  static Map<String, Double> of(URI service) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(service.resolve("/actuator/prometheus")).build(),
              BodyHandlers.ofLines())
          .body()
          .filter(line -> !line.startsWith("#"))
          .collect(
              Collectors.toMap(
                  line -> line.substring(0, line.lastIndexOf(' ')),
                  line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    } catch (IOException down) {
      return Map.of();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }
}
