package relay.api.people;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The administrator who is made at the first start, while there is nobody yet.
 *
 * @param userName what they log in with
 * @param password null or empty if nobody is to be made; at least 12 characters, at most 72 bytes
 */
@ConfigurationProperties("relay.admin")
record AdminProperties(@DefaultValue("admin") String userName, @Nullable String password) {
  AdminProperties {
    check("relay.admin.user-name", () -> new UserName(userName));
    if (password != null && !password.isEmpty()) {
      check("relay.admin.password", () -> new Password(password));
    }
  }

  private static void check(String setting, Runnable rule) {
    try {
      rule.run();
    } catch (IllegalArgumentException broken) {
      throw new IllegalArgumentException(setting + " " + broken.getMessage(), broken);
    }
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return "AdminProperties[userName=%s]".formatted(userName);
  }
}
