package relay.api.people;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** All people. */
interface PersonRows extends Repository<PersonRow, UUID> {
  PersonRow save(PersonRow row);

  PersonRow saveAndFlush(PersonRow row);

  void delete(PersonRow row);

  boolean existsByUserName(String userName);

  long count();

  Optional<PersonRow> findById(UUID id);

  Optional<PersonRow> findByIdAndTenant(UUID id, String tenant);

  Optional<PersonRow> findByUserName(String userName);

  Optional<PersonRow> findByOidcIssuerAndOidcSubject(String issuer, String subject);

  List<PersonRow> findByTenantOrderByIdDesc(String tenant, Limit limit);

  List<PersonRow> findByTenantAndIdLessThanOrderByIdDesc(String tenant, UUID id, Limit limit);

  /** Locks all with this role, in one order: so that one change of them follows another. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  List<PersonRow> findByTenantAndRoleOrderById(String tenant, String role);
}
