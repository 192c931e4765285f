package relay.system.crash;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.settings.KafkaNames;

/** What PostgreSQL and Kafka hold, asked past the services. */
final class Evidence implements AutoCloseable {
  /** The services are started with the names that they have by themselves. */
  private static final KafkaNames NAMES =
      Binder.get(new StandardEnvironment()).bindOrCreate("relay.kafka", KafkaNames.class);

  private static final String ROWS =
      """
      WITH e AS (SELECT id FROM events WHERE type = :type)
      SELECT (SELECT count(*) FROM e) AS events,
             (SELECT count(*) FROM outbox WHERE event_id IN (SELECT id FROM e)) AS outbox,
             (SELECT coalesce(string_agg(state, ' ' ORDER BY event_id), '')
                FROM deliveries WHERE event_id IN (SELECT id FROM e)) AS deliveries,
             (SELECT coalesce(string_agg(outcome, ' ' ORDER BY id), '')
                FROM delivery_logs WHERE event_id IN (SELECT id FROM e)) AS attempts
      """;

  /**
   * What there is of the events of a type.
   *
   * @param deliveries their states, in the order of the events
   * @param attempts the outcomes of those that are recorded, in the order in which they were made
   */
  record Rows(int events, int outbox, String deliveries, String attempts) {}

  private final JdbcClient database;
  private final Admin kafka;

  Evidence(JdbcClient database, String kafkaServers) {
    this.database = database;
    this.kafka = Admin.create(Map.of("bootstrap.servers", kafkaServers));
  }

  Rows rows(String eventType) {
    return database.sql(ROWS).param("type", eventType).query(Rows.class).single();
  }

  /**
   * How many rows were inserted by transactions that were never committed, into a table that none
   * was deleted from. Of a process that runs, PostgreSQL tells it late.
   */
  long undoneInserts(String table) {
    return database
        .sql(
            """
            SELECT sum(n_tup_ins) - (SELECT count(*) FROM %1$s)
              FROM pg_stat_user_tables
             WHERE relid IN (SELECT relid FROM pg_partition_tree('%1$s'))
            """
                .formatted(table))
        .query(Long.class)
        .single();
  }

  /** How many records there are whose offsets the workers have not committed. */
  long uncommittedRecords() throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> partitions =
        kafka.describeTopics(List.of(NAMES.topic())).allTopicNames().get().values().stream()
            .flatMap(topic -> topic.partitions().stream())
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(NAMES.topic(), partition.partition()),
                    _ -> OffsetSpec.latest()));
    var written = kafka.listOffsets(partitions).all().get().values();
    var committed =
        kafka
            .listConsumerGroupOffsets(NAMES.group())
            .partitionsToOffsetAndMetadata()
            .get()
            .values();
    return written.stream().mapToLong(ListOffsetsResultInfo::offset).sum()
        - committed.stream().mapToLong(OffsetAndMetadata::offset).sum();
  }

  @Override
  public void close() {
    kafka.close();
  }
}
