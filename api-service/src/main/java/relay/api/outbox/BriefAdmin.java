package relay.api.outbox;

import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.kafka.core.KafkaAdmin;

/** A client for a question or two, closed without waiting for what it was asked. */
record BriefAdmin(Admin admin) implements AutoCloseable {
  static BriefAdmin of(KafkaAdmin settings) {
    return new BriefAdmin(Admin.create(settings.getConfigurationProperties()));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
