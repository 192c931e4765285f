package relay.api.people;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.access.Caller;
import relay.api.audit.Action;
import relay.api.audit.Audit;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.model.PersonId;

/** The people of the caller's tenant. No other is ever seen or changed. Thread-safe. */
@Component
class People {
  private final PersonRows rows;
  private final PasswordHashes hashes;
  private final FailedLogins failures;
  private final Audit audit;
  private final TransactionTemplate transaction;
  private final Clock clock = Clock.systemUTC();

  People(
      PersonRows rows,
      PasswordHashes hashes,
      FailedLogins failures,
      Audit audit,
      TransactionTemplate transaction) {
    this.rows = rows;
    this.hashes = hashes;
    this.failures = failures;
    this.audit = audit;
    this.transaction = transaction;
  }

  /** The newest, or those before an id. */
  @Transactional(readOnly = true)
  List<PersonRow> newest(Caller caller, @Nullable UUID before, int limit) {
    String tenant = caller.tenant().name();
    return before == null
        ? rows.findByTenantOrderByIdDesc(tenant, Limit.of(limit))
        : rows.findByTenantAndIdLessThanOrderByIdDesc(tenant, before, Limit.of(limit));
  }

  /**
   * Adds somebody. Passwords are hashed before the transaction, as that takes long.
   *
   * @throws Problem if the caller may not do all that the role may
   */
  PersonRow create(Caller caller, NewPerson asked) {
    caller.requireAll(asked.role().scopes());
    String hash = hashes.hash(asked.password());
    return requireNonNull(transaction.execute(_ -> create(caller, asked, hash)));
  }

  private PersonRow create(Caller caller, NewPerson asked, String hash) {
    PersonRow person =
        PersonRow.withPassword(caller.tenant(), asked.userName(), asked.name(), asked.role(), hash);
    try {
      person = rows.saveAndFlush(person);
    } catch (DataIntegrityViolationException taken) {
      throw new Problem(
          Kind.CONFLICT, "The user name %s is taken; choose another.".formatted(asked.userName()));
    }
    audit.record(caller, Action.PERSON_ADDED, person.personId());
    return person;
  }

  /**
   * Changes somebody.
   *
   * @throws Problem if the caller may not do all that the person may, before or after
   */
  PersonRow change(Caller caller, PersonId id, PersonChange asked) {
    Password password = asked.password();
    @Nullable String hash = password == null ? null : hashes.hash(password);
    return requireNonNull(transaction.execute(_ -> change(caller, id, asked, hash)));
  }

  private PersonRow change(
      Caller caller, PersonId id, PersonChange asked, @Nullable String newHash) {
    List<PersonRow> admins = lockAdmins(caller);
    PersonRow person = get(caller, id);
    caller.requireAll(person.role().scopes());
    if (asked.role() != null) {
      caller.requireAll(asked.role().scopes());
    }
    boolean wasAdmin = person.isActiveAdmin();
    List<Action> done = changes(person, asked);
    if (person.isOfProvider() && (asked.role() != null || newHash != null)) {
      throw new Problem(
          Kind.CONFLICT,
          "This person logs in by a provider, which decides on the role and the password.");
    }
    person.become(
        asked.name() == null ? person.name() : asked.name(),
        asked.role() == null ? person.role() : asked.role());
    if (newHash != null) {
      person.replacePassword(newHash);
      failures.forget(new UserName(person.userName()));
    }
    if (asked.disabled() != null) {
      if (asked.disabled()) {
        person.disable(clock.instant().truncatedTo(ChronoUnit.MICROS));
      } else {
        person.enable();
      }
    }
    if (wasAdmin) {
      requireAdmin(admins);
    }
    done.forEach(action -> audit.record(caller, action, id));
    return person;
  }

  /** What a change does to somebody; what is as it was is none. */
  private static List<Action> changes(PersonRow person, PersonChange asked) {
    List<Action> changes = new ArrayList<>();
    if (asked.name() != null && !asked.name().equals(person.name())) {
      changes.add(Action.PERSON_CHANGED);
    }
    if (asked.role() != null && asked.role() != person.role()) {
      changes.add(Action.PERSON_ROLE_CHANGED);
    }
    if (asked.password() != null) {
      changes.add(Action.PERSON_PASSWORD_CHANGED);
    }
    if (asked.disabled() != null && asked.disabled() != person.isDisabled()) {
      changes.add(asked.disabled() ? Action.PERSON_DISABLED : Action.PERSON_ENABLED);
    }
    return changes;
  }

  @Transactional
  void delete(Caller caller, PersonId id) {
    List<PersonRow> admins = lockAdmins(caller);
    PersonRow person = get(caller, id);
    if (person.isActiveAdmin()) {
      requireAdmin(admins.stream().filter(admin -> !admin.personId().equals(id)).toList());
    }
    rows.delete(person);
    audit.record(caller, Action.PERSON_DELETED, id);
  }

  /**
   * Somebody's own new password.
   *
   * @throws Problem if the old one is wrong
   */
  PersonRow changePassword(Caller caller, PersonId id, PersonFields.PasswordChange asked) {
    PersonRow person = requireNonNull(transaction.execute(_ -> get(caller, id)));
    UserName userName = new UserName(person.userName());
    failures.count(userName);
    boolean matches;
    try {
      matches = hashes.match(asked.oldPassword(), person.passwordHash());
    } catch (Problem refused) {
      failures.takeBack(userName);
      throw refused;
    }
    if (!matches) {
      throw Problem.invalid("oldPassword", "is not your password");
    }
    return change(caller, id, new PersonChange(null, null, null, asked.newPassword()));
  }

  private List<PersonRow> lockAdmins(Caller caller) {
    return rows.findByTenantAndRoleOrderById(caller.tenant().name(), Role.ADMIN.label());
  }

  private static void requireAdmin(List<PersonRow> admins) {
    if (admins.stream().noneMatch(PersonRow::isActiveAdmin)) {
      throw new Problem(
          Kind.CONFLICT, "This is the last administrator; make somebody else one before.");
    }
  }

  private PersonRow get(Caller caller, PersonId id) {
    return rows.findByIdAndTenant(id.uuid(), caller.tenant().name())
        .orElseThrow(() -> Problem.notFound("person", id));
  }
}
