package relay.api.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords with bcrypt. Thread-safe. */
@Component
class PasswordHashes {
  private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();

  /** Of nothing that anybody could enter, as it is too long. */
  private final String nobodys = hash(new Password("x".repeat(Password.MAX_BYTES)));

  String hash(Password password) {
    return bcrypt.encode(password.text());
  }

  /**
   * Whether the password is the one of the hash. Takes the same time for every wrong one, also if
   * there is no hash, so that the clock tells nobody who has an account.
   */
  boolean match(String password, @Nullable String hash) {
    boolean possible = hash != null && password.getBytes(UTF_8).length <= Password.MAX_BYTES;
    return bcrypt.matches(possible ? password : "nobody", possible ? hash : nobodys) && possible;
  }
}
