package relay.testservers;

/** The PostgreSQL of the tests; {@code fsync} and {@code synchronous_commit} are on. */
public interface TestPostgres extends TestServer {
  /** The JDBC URL of the database. */
  String url();

  String user();

  String password();
}
