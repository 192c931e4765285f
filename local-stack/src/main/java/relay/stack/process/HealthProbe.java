package relay.stack.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks api-service or delivery-worker whether it is ready. */
public final class HealthProbe {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();

  private HealthProbe() {}

  /** Whether the service at this address says, within 2 s, that it is. */
  public static boolean isReady(URI service) {
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(URI.create(service + "/actuator/health/readiness"))
                      .timeout(ANSWERS_WITHIN)
                      .build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
