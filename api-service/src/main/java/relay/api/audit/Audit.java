package relay.api.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.access.Caller;

/** Writes the audit log. Thread-safe. */
@Component
public class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private static final String INSERT =
      """
      INSERT INTO audit_log
             (id, tenant, actor_kind, actor_id, actor_name, address, action, object_id)
      VALUES (uuidv7(), ?, ?, ?, ?, ?, ?, ?)
      """;

  private final JdbcClient database;

  Audit(JdbcClient database) {
    this.database = database;
  }

  /**
   * Appends an entry. To be called in the transaction of what it is about, so that neither is kept
   * without the other; what is only looked at is written down before it is shown.
   *
   * @param object the public id of what it was done to; never a secret or a payload
   */
  public void record(Caller caller, Action action, Object object) {
    database
        .sql(INSERT)
        .param(caller.tenant().name())
        .param(caller.actor().kind().label())
        .param(caller.actor().id())
        .param(caller.actor().name())
        .param(caller.address())
        .param(action.label())
        .param(object.toString())
        .update();
    log.atInfo()
        .addKeyValue("action", action.label())
        .addKeyValue("object", object)
        .addKeyValue("actor", caller.actor().id())
        .log("Something was done that the audit log tells of");
  }
}
