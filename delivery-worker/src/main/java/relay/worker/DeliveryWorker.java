package relay.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;
import relay.database.DatabaseHealth;
import relay.database.SessionSettings;
import relay.logs.RepeatedWarnings;
import relay.migration.MigrationPatience;
import relay.migration.NewSettings;
import relay.settings.KafkaNames;

/**
 * Starts the delivery-worker. Spring Boot's error page is left out: it would be one more path that
 * the port answers.
 */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
@ConfigurationPropertiesScan(basePackageClasses = {DeliveryWorker.class, KafkaNames.class})
@Import({
  MigrationPatience.class,
  NewSettings.class,
  DatabaseHealth.class,
  SessionSettings.class,
  RepeatedWarnings.class
})
public class DeliveryWorker {
  /** Starts the service; its settings are listed in docs/configuration.md. */
  public static void main(String[] args) {
    SpringApplication.run(DeliveryWorker.class, args);
  }
}
