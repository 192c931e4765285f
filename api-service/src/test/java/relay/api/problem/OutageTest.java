package relay.api.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.ApiTest;

@ApiTest
class OutageTest {
  private static final String END_OF_THE_CONNECTION =
      "SELECT pg_terminate_backend(pg_backend_pid())";

  @Autowired JdbcTemplate database;
  @Autowired TransactionTemplate transaction;

  @Test
  void a_connection_that_ends_is_an_outage() {
    assertThat(catchThrowable(() -> database.execute(END_OF_THE_CONNECTION)))
        .isNotNull()
        .matches(Outage::caused);
  }

  /** Of the two failures only that of the rollback is to be seen. */
  @Test
  void a_connection_that_ends_within_a_transaction_is_an_outage() {
    assertThat(catchThrowable(() -> transaction.executeWithoutResult(_ -> endConnection())))
        .isNotNull()
        .matches(Outage::caused);
  }

  @Test
  void a_statement_that_is_wrong_is_none() {
    assertThat(
            catchThrowable(
                () -> transaction.executeWithoutResult(_ -> database.execute("SELECT nothing"))))
        .isNotNull()
        .matches(failure -> !Outage.caused(failure));
  }

  private void endConnection() {
    database.execute(END_OF_THE_CONNECTION);
  }
}
