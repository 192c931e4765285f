package relay.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the delivery-worker. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DeliveryWorker {
  /** Starts the service; its settings are listed in docs/configuration.md. */
  public static void main(String[] args) {
    SpringApplication.run(DeliveryWorker.class, args);
  }
}
