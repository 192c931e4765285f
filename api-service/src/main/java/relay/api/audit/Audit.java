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

  /** By the index on the object; the ids of this hour are above those of the one before. */
  private static final String INSERT_LOOK =
      """
      INSERT INTO audit_log
             (id, tenant, actor_kind, actor_id, actor_name, address, action, object_id)
      SELECT uuidv7(), :tenant, :kind, :actor, :name, :address, :action, :object
       WHERE NOT EXISTS (
             SELECT
               FROM audit_log
              WHERE tenant = :tenant
                AND object_id = :object
                AND actor_kind = :kind
                AND actor_id = :actor
                AND action = :action
                AND id > uuidv7(interval '-1 hour'))
      """;

  private final JdbcClient database;

  Audit(JdbcClient database) {
    this.database = database;
  }

  /**
   * Appends an entry. To be called in the transaction of what it is about, so that neither is kept
   * without the other.
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
    tell(caller, action, object);
  }

  /**
   * Appends an entry that somebody looked at something, before it is shown: one for each caller,
   * object and hour, since an open page looks again every few seconds.
   */
  public void recordLook(Caller caller, Action action, Object object) {
    int added =
        database
            .sql(INSERT_LOOK)
            .param("tenant", caller.tenant().name())
            .param("kind", caller.actor().kind().label())
            .param("actor", caller.actor().id())
            .param("name", caller.actor().name())
            .param("address", caller.address())
            .param("action", action.label())
            .param("object", object.toString())
            .update();
    if (added > 0) {
      tell(caller, action, object);
    }
  }

  private static void tell(Caller caller, Action action, Object object) {
    log.atInfo()
        .addKeyValue("action", action.label())
        .addKeyValue("object", object)
        .addKeyValue("actor", caller.actor().id())
        .log("Something was done that the audit log tells of");
  }
}
