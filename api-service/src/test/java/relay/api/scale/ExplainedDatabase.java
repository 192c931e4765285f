package relay.api.scale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import relay.testservers.OwnDatabase;

/** A database of its own, which explains each statement that a request runs. */
@TestConfiguration(proxyBeanMethods = false)
class ExplainedDatabase {
  static final String NAME = "scale";

  private static final List<String> SETTINGS =
      List.of(
          "session_preload_libraries = 'auto_explain'",
          "auto_explain.log_min_duration = 0",
          "auto_explain.log_analyze = on",
          "auto_explain.log_buffers = on",
          "auto_explain.log_timing = off",
          "auto_explain.log_format = 'json'",
          "auto_explain.log_level = 'notice'");

  /** The plans of the statements of each request. */
  static final class Plans extends OncePerRequestFilter {
    private static final ThreadLocal<@Nullable List<Plan>> OF_REQUEST = new ThreadLocal<>();

    private final BlockingQueue<List<Plan>> finished = new LinkedBlockingQueue<>();

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      List<Plan> plans = new ArrayList<>();
      OF_REQUEST.set(plans);
      try {
        chain.doFilter(request, response);
      } finally {
        OF_REQUEST.remove();
        finished.add(plans);
      }
    }

    private void add(Statement statement) throws SQLException {
      List<Plan> plans = OF_REQUEST.get();
      if (plans == null) {
        return;
      }
      for (SQLWarning said = statement.getWarnings(); said != null; said = said.getNextWarning()) {
        plans.add(Plan.of(String.valueOf(said.getMessage())));
      }
    }

    /** Those of the request that was answered; to be called once for each. */
    List<Plan> take() throws InterruptedException {
      return finished.take();
    }
  }

  @Bean
  Plans plans() {
    return new Plans();
  }

  @Bean
  @Primary
  JdbcConnectionDetails ownDatabase() throws SQLException {
    return OwnDatabase.make(NAME, SETTINGS);
  }

  @Bean
  JdbcTemplate jdbcTemplate(DataSource source, Plans plans) {
    return new JdbcTemplate(source) {
      @Override
      protected void handleWarnings(Statement statement) throws SQLException {
        plans.add(statement);
      }
    };
  }
}
