package relay.api.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import relay.api.problem.Problem;

/**
 * Locks a user name after logins that failed in a row: after the fifth for 30 seconds, then for
 * twice as long each time, up to 15 minutes. By the clock of the database, for all api-services.
 * Thread-safe.
 */
@Component
class FailedLogins {
  /** Refuses to count, and so changes nothing, while the name is locked. */
  private static final String COUNT =
      """
      INSERT INTO failed_logins AS known (user_name, failures, locked_until)
      VALUES (:userName, 1, now())
      ON CONFLICT (user_name) DO UPDATE
             SET failures     = known.failures + 1,
                 locked_until = now() +
                   CASE WHEN known.failures < 4 THEN interval '0'
                        ELSE least(interval '30 seconds' * power(2, least(known.failures - 4, 5)),
                                   interval '15 minutes') END
           WHERE known.locked_until <= now()
      """;

  private static final String LOCKED_FOR =
      """
      SELECT extract(epoch FROM locked_until - now()) * 1000
        FROM failed_logins
       WHERE user_name = :userName
      """;

  /** Names that nobody has tried for long go along, as nobody may ever log in with them. */
  private static final String FORGET =
      """
      DELETE FROM failed_logins
       WHERE user_name = :userName
          OR locked_until < now() - interval '1 day'
      """;

  private static final String TAKE_BACK =
      """
      UPDATE failed_logins
         SET failures     = failures - 1,
             locked_until = now()
       WHERE user_name = :userName
         AND failures > 0
      """;

  private final JdbcClient database;

  FailedLogins(JdbcClient database) {
    this.database = database;
  }

  /**
   * Counts a login as failed before its password is looked at, so that many at once get no further
   * than one after another.
   *
   * @throws Problem if the name is locked
   */
  void count(UserName userName) {
    if (database.sql(COUNT).param("userName", key(userName)).update() == 0) {
      throw Problem.tooManyRequests(
          "Too many logins with this user name have failed; wait before you try again.",
          lockedFor(userName));
    }
  }

  private Duration lockedFor(UserName userName) {
    Optional<Long> millis =
        database.sql(LOCKED_FOR).param("userName", key(userName)).query(Long.class).optional();
    return Duration.ofMillis(Math.max(millis.orElse(0L), 1000));
  }

  /** Takes one count back, as no password was looked at. */
  void takeBack(UserName userName) {
    database.sql(TAKE_BACK).param("userName", key(userName)).update();
  }

  /** Not the name itself: some enter their password there. */
  private static String key(UserName userName) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(userName.text().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Starts again, as a login has not failed. */
  void forget(UserName userName) {
    database.sql(FORGET).param("userName", key(userName)).update();
  }
}
