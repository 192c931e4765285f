package relay.api.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.audit.Audit;
import relay.api.tenants.Tenants;
import relay.model.PersonId;

/** What a provider changes of a person, and what of it is written down. */
@ApiTest
class OidcPeopleTest {
  private static final String ADDRESS = "192.0.2.7";

  @Autowired Api api;
  @Autowired PersonRows rows;
  @Autowired Tenants tenants;
  @Autowired Sessions sessions;
  @Autowired Audit audit;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient database;

  private final String subject = UUID.randomUUID().toString();
  private final String tenant = "t-" + UUID.randomUUID();
  private String name = "Olga";
  private OidcPeople people;

  @BeforeEach
  void makesTheTenant() {
    people =
        new OidcPeople(
            rows,
            tenants,
            sessions,
            audit,
            new OidcProperties("role", Map.of("ops", Role.OPERATOR, "root", Role.ADMIN), "team"),
            transaction);
    api.post("/tenants", "{\"name\": \"%s\"}".formatted(tenant)).is(201);
  }

  @Test
  void who_is_new_and_who_gets_another_role_is_written_down() {
    PersonId person = keep("ops", tenant).orElseThrow();
    keep("ops", tenant);
    keep("root", tenant);

    assertThat(entries(person))
        .containsExactly(tenant + " person.added", tenant + " person.role_changed");
  }

  @Test
  void who_gets_another_name_is_written_down() {
    PersonId person = keep("ops", tenant).orElseThrow();
    name = "Olga Ivanova";
    keep("ops", tenant);

    assertThat(entries(person))
        .containsExactly(tenant + " person.added", tenant + " person.changed");
  }

  @Test
  void who_moves_to_another_tenant_is_in_the_logs_of_both() {
    PersonId person = keep("ops", "default").orElseThrow();

    keep("ops", tenant);

    assertThat(entries(person))
        .containsExactly("default person.added", "default person.moved", tenant + " person.moved");
  }

  @Test
  void nobody_is_of_a_tenant_that_was_not_made() {
    assertThat(keep("root", "unknown")).isEmpty();

    PersonId person = keep("ops", tenant).orElseThrow();
    assertThatThrownBy(
            () ->
                database
                    .sql("UPDATE people SET tenant = 'unknown' WHERE id = ?")
                    .param(person.uuid())
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void who_has_no_role_any_more_has_no_session_either() {
    PersonId person = keep("ops", tenant).orElseThrow();
    startSession(person);

    keep("root", tenant);
    assertThat(sessionsOf(person)).isOne();
    assertThat(keep("none", tenant)).isEmpty();

    assertThat(sessionsOf(person)).isZero();
  }

  @Test
  void who_moves_to_another_tenant_has_no_session_of_the_one_before() {
    PersonId person = keep("ops", "default").orElseThrow();
    startSession(person);

    keep("ops", tenant);

    assertThat(sessionsOf(person)).isZero();
  }

  private int sessionsOf(PersonId person) {
    return database
        .sql("SELECT count(*) FROM spring_session WHERE principal_name = ?")
        .param(person.toString())
        .query(Integer.class)
        .single();
  }

  private void startSession(PersonId person) {
    database
        .sql(
            """
            INSERT INTO spring_session
                   (primary_id, session_id, creation_time, last_access_time,
                    max_inactive_interval, expiry_time, principal_name)
            VALUES (gen_random_uuid(), gen_random_uuid(), 0, 0, 3600, 99999999999999, ?)
            """)
        .param(person.toString())
        .update();
  }

  private Optional<PersonId> keep(String role, String team) {
    return people.keep(user(role, team), ADDRESS);
  }

  private OidcUser user(String role, String team) {
    Map<String, Object> claims =
        Map.of(
            "iss",
            "https://provider.example",
            "sub",
            subject,
            "name",
            name,
            "role",
            role,
            "team",
            team);
    Instant now = Instant.now();
    return new DefaultOidcUser(
        List.of(), new OidcIdToken("token", now, now.plusSeconds(60), claims));
  }

  private List<String> entries(PersonId person) {
    return database
        .sql(
            """
            SELECT tenant || ' ' || action
              FROM audit_log
             WHERE object_id = ? AND address = ? AND actor_id = object_id
             ORDER BY id
            """)
        .param(person.toString())
        .param(ADDRESS)
        .query(String.class)
        .list();
  }
}
