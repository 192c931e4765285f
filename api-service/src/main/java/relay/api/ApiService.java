package relay.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Import;
import relay.database.DatabaseHealth;
import relay.database.SessionSettings;
import relay.logs.RepeatedWarnings;
import relay.migration.MigrationPatience;
import relay.migration.NewSettings;
import relay.settings.KafkaNames;

/** Starts the api-service. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan(basePackageClasses = {ApiService.class, KafkaNames.class})
@Import({
  MigrationPatience.class,
  NewSettings.class,
  DatabaseHealth.class,
  SessionSettings.class,
  RepeatedWarnings.class
})
public class ApiService {
  /** Starts the service; its settings are listed in docs/configuration.md. */
  public static void main(String[] args) {
    SpringApplication.run(ApiService.class, args);
  }
}
