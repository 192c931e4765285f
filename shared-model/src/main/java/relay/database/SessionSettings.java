package relay.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/**
 * Says which settings of PostgreSQL are not what the relay needs. They come from the server, the
 * database or the role: a pooler refuses start-up parameters, and gives a session to others with
 * what was set in it. Thread-safe.
 */
@Component
public final class SessionSettings {
  private static final Logger log = LoggerFactory.getLogger(SessionSettings.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final String WRONG =
      """
      SELECT format('PostgreSQL has %s = %s: %s. Run %s; it holds for new connections',
                    name, current_setting(name), harm, format(remedy, current_database()))
        FROM (VALUES
               ('random_page_cost',
                current_setting('random_page_cost')::float8 > 1.1,
                'it reads whole tables where an index leads to the rows',
                'ALTER DATABASE %I SET random_page_cost = 1.1'),
               ('plan_cache_mode',
                current_setting('plan_cache_mode') = 'force_generic_plan',
                'it plans statements without their values',
                'ALTER DATABASE %I SET plan_cache_mode = auto'),
               ('default_transaction_isolation',
                current_setting('default_transaction_isolation') <> 'read committed',
                'statements fail that wait for each other',
                'ALTER DATABASE %I SET default_transaction_isolation = ''read committed'''),
               ('synchronous_commit',
                current_setting('synchronous_commit') = 'off',
                'a crash loses events that were accepted',
                'ALTER DATABASE %I SET synchronous_commit = on'),
               ('fsync',
                current_setting('fsync') = 'off',
                'a crash loses events that were accepted',
                'ALTER SYSTEM SET fsync = on, and reload')
             ) AS setting (name, is_wrong, harm, remedy)
       WHERE is_wrong
      """;

  private final DataSource database;
  private final BackgroundLoop checking;
  private List<String> logged = List.of();
  private volatile @Nullable Integer wrong;

  public SessionSettings(DataSource database, MeterRegistry registry) {
    this.database = database;
    Gauge.builder("relay.database.settings.wrong", this, SessionSettings::count)
        .description("Settings of PostgreSQL that are not what the relay needs")
        .register(registry);
    this.checking = BackgroundLoop.start("session-settings", PAUSE, this::check);
  }

  private boolean check() {
    try {
      List<String> found = read();
      found.stream().filter(sentence -> !logged.contains(sentence)).forEach(log::warn);
      logged = found;
      wrong = found.size();
      return false;
    } catch (SQLException unreadable) {
      wrong = null;
      throw new IllegalStateException("The settings of PostgreSQL cannot be read", unreadable);
    }
  }

  private List<String> read() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(WRONG)) {
      List<String> sentences = new ArrayList<>();
      while (rows.next()) {
        sentences.add(rows.getString(1));
      }
      return sentences;
    }
  }

  private double count() {
    Integer known = wrong;
    return known == null ? Double.NaN : known;
  }

  /** Ends the checks. */
  @PreDestroy
  public void close() {
    checking.close();
  }
}
