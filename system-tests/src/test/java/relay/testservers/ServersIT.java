package relay.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@SpringJUnitConfig(TestServers.class)
@TestPropertySource(properties = TestServers.STOPPABLE)
@ResourceLock("stoppable servers")
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class,
  KafkaAutoConfiguration.class
})
class ServersIT {
  @Autowired JdbcClient database;
  @Autowired KafkaAdmin kafka;

  @Test
  void spring_boot_connects_to_both_servers() {
    assertThat(database.sql("SHOW server_version").query(String.class).single()).startsWith("18");
    assertThat(kafka.clusterId()).isNotEmpty();
  }

  @Test
  void postgresql_flushes_each_commit_to_the_disk() {
    assertThat(database.sql("SHOW fsync").query(String.class).single()).isEqualTo("on");
    assertThat(database.sql("SHOW synchronous_commit").query(String.class).single())
        .isEqualTo("on");
  }

  @Test
  void postgresql_has_its_data_when_it_starts_again_after_a_kill() {
    database.sql("CREATE TABLE kept (number int)").update();
    database.sql("INSERT INTO kept VALUES (7)").update();

    TestServers.stoppable().postgres().stop();
    TestServers.stoppable().postgres().start();

    assertThat(database.sql("SELECT number FROM kept").query(Integer.class).list())
        .containsExactly(7);
    database.sql("DROP TABLE kept").update();
  }

  @Test
  void kafka_has_its_topics_when_it_starts_again_after_a_kill_and_none_after_a_wipe()
      throws Exception {
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }

    TestServers.stoppable().kafka().stop();
    TestServers.stoppable().kafka().start();
    assertThat(topics()).contains("kept");

    TestServers.stoppable().kafka().wipe();
    assertThat(topics()).isEmpty();
  }

  private static Set<String> topics() throws Exception {
    try (Admin admin = admin()) {
      return admin.listTopics().names().get(30, TimeUnit.SECONDS);
    }
  }

  private static Admin admin() {
    return Admin.create(
        Map.of("bootstrap.servers", TestServers.stoppable().kafka().bootstrapServers()));
  }
}
