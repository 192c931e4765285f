package relay.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the api-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ApiService {
  /** Starts the service; its settings are listed in docs/configuration.md. */
  public static void main(String[] args) {
    SpringApplication.run(ApiService.class, args);
  }
}
