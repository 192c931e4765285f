package relay.api.ingest;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.wire.OriginHeader;

/**
 * Refuses deliveries of this relay that are posted to it: each would be an event that is delivered
 * again, and two webhooks would double them without end. Thread-safe.
 */
@Component
class OwnDeliveries {
  private final JdbcClient database;
  private volatile @Nullable String own;

  OwnDeliveries(JdbcClient database) {
    this.database = database;
  }

  /**
   * Looks at where a request comes from.
   *
   * @throws Problem if it is a delivery of this relay
   */
  void refuse(HttpServletRequest request) {
    String origin = request.getHeader(OriginHeader.NAME);
    if (origin != null && origin.equals(own())) {
      throw new Problem(
          Kind.CONFLICT,
          "A delivery of this relay is no event: it would be delivered again, without end. Let the"
              + " webhook's endpoint post an event of its own.");
    }
  }

  private String own() {
    String known = own;
    if (known == null) {
      known = database.sql(OriginHeader.VALUE).query(String.class).single();
      own = known;
    }
    return known;
  }
}
