package relay.bench.limit;

import java.time.Instant;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What an ingest on the same web server can do at most: it reads the JSON, and keeps nothing. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(BareIngest.Events.class)
public class BareIngest {
  /** The answer of the relay. */
  record Accepted(String id, String type, Instant createdAt) {}

  @RestController
  static class Events {
    @PostMapping("/events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted post(@RequestBody JsonNode event) {
      return new Accepted(
          UUID.randomUUID().toString(), event.path("type").asString(), Instant.now());
    }
  }

  /** Runs it on the port that the first argument names. */
  public static void main(String[] arguments) {
    SpringApplication.run(
        BareIngest.class,
        "--server.port=" + arguments[0],
        "--server.address=127.0.0.1",
        "--spring.threads.virtual.enabled=true");
  }
}
