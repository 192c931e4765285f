package relay.testservers;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** What Spring Boot has to know of a database. */
record PostgresConnection(
    String getJdbcUrl, String getUsername, String getPassword, String getDriverClassName)
    implements JdbcConnectionDetails {
  static final String DRIVER = "org.postgresql.Driver";
}
