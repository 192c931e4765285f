package relay.api.webhooks;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The webhooks that are not deleted. */
interface WebhookRows extends Repository<WebhookRow, UUID> {
  WebhookRow save(WebhookRow row);

  Optional<WebhookRow> findByIdAndTenantAndDeletedAtIsNull(UUID id, String tenant);

  List<WebhookRow> findByTenantAndDeletedAtIsNullOrderByIdDesc(String tenant, Limit limit);

  List<WebhookRow> findByTenantAndDeletedAtIsNullAndIdLessThanOrderByIdDesc(
      String tenant, UUID id, Limit limit);

  /**
   * Says that a webhook changes. To be called first in the transaction: the lock on the row lets
   * one change follow another, so that whoever reads a version sees all changes up to it.
   */
  @Modifying
  @Query(nativeQuery = true, value = "UPDATE subscription_version SET version = version + 1")
  void raiseVersion();

  /** Whatever an endpoint asked for, the webhook is not what it was then. */
  @Modifying
  @Query(nativeQuery = true, value = "DELETE FROM webhook_rests WHERE webhook_id = ?1")
  void endRest(UUID webhook);
}
