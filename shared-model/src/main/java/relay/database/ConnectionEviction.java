package relay.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Lets the pool throw a connection away whose server does not serve any more. After a failover the
 * pool would else keep connections to a server that only reads until they are half an hour old.
 * HikariCP makes it by its name, {@code spring.datasource.hikari.exception-override-class-name}.
 */
public final class ConnectionEviction implements SQLExceptionOverride {
  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException failure) {
    ServerState.note(failure);
    return ServerState.isOver(failure.getSQLState())
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}
