package relay.api.people;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import relay.api.audit.Action;
import relay.api.audit.Audit;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.model.PersonId;

/** Checks who wants to log in. Thread-safe. */
@Component
class Login {
  private static final Logger log = LoggerFactory.getLogger(Login.class);

  private final PersonRows rows;
  private final PasswordHashes hashes;
  private final FailedLogins failures;
  private final LoginRate rate;
  private final Audit audit;
  private final TransactionTemplate transaction;
  private final Clock clock = Clock.systemUTC();

  Login(
      PersonRows rows,
      PasswordHashes hashes,
      FailedLogins failures,
      LoginRate rate,
      Audit audit,
      TransactionTemplate transaction) {
    this.rows = rows;
    this.hashes = hashes;
    this.failures = failures;
    this.rate = rate;
    this.audit = audit;
    this.transaction = transaction;
  }

  /**
   * The person with this password. Not in one transaction, as hashing takes long.
   *
   * @throws Problem if there is none, or too many logins have failed
   */
  PersonRow byPassword(UserName userName, String password, String address) {
    rate.count(address);
    failures.count(userName);
    @Nullable PersonRow person = rows.findByUserName(userName.text()).orElse(null);
    boolean matches;
    try {
      matches = hashes.match(password, person == null ? null : person.passwordHash());
    } catch (Problem refused) {
      failures.takeBack(userName);
      rate.forget(address);
      throw refused;
    }
    if (!matches || person == null) {
      // Not the name, as which some enter their password.
      log.atWarn().addKeyValue("address", address).log("A login was refused");
      throw new Problem(Kind.UNAUTHORIZED, "The user name or the password is wrong.");
    }
    failures.forget(userName);
    rate.forget(address);
    return accepted(person.personId(), address);
  }

  /** Notes that somebody has logged out. */
  void left(PersonRow person, String address) {
    audit.record(person.caller(address), Action.LOGGED_OUT, person.personId());
  }

  /**
   * Lets in who has shown who they are.
   *
   * @throws Problem if the account is disabled
   */
  PersonRow accepted(PersonId id, String address) {
    return transaction.execute(
        _ -> {
          PersonRow person = rows.findById(id.uuid()).orElseThrow(Problem::unauthorized);
          if (person.isDisabled()) {
            throw new Problem(
                Kind.FORBIDDEN, "This account is disabled; ask an administrator to enable it.");
          }
          person.loggedIn(clock.instant().truncatedTo(ChronoUnit.MICROS));
          audit.record(person.caller(address), Action.LOGGED_IN, id);
          return person;
        });
  }
}
