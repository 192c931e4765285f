package relay.testservers;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The PostgreSQL of the tests; {@code fsync} and {@code synchronous_commit} are on. */
public interface TestPostgres extends TestServer {
  /** The JDBC URL of the database. */
  String url();

  String user();

  String password();

  /**
   * How Spring Boot connects to the database.
   *
   * @param driver the class of the JDBC driver
   */
  default JdbcConnectionDetails connectionDetailsWith(String driver) {
    return new PostgresConnection(url(), user(), password(), driver);
  }

  /** How Spring Boot connects to another database of the server, by its name. */
  default JdbcConnectionDetails connectionDetails(String database) {
    String other = url().replaceFirst("/[^/?]+(\\?|$)", "/" + database + "$1");
    return new PostgresConnection(other, user(), password(), PostgresConnection.DRIVER);
  }
}
