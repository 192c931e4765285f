package relay.api.people;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relay.api.body.ObjectFields;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies of the calls about people and their sessions. */
final class PersonFields {
  private static final int MAX_NAME = 100;

  private PersonFields() {}

  /** Who wants to log in; the password is anything. */
  record Credentials(UserName userName, String password) {
    /** Hides the password. */
    @Override
    public String toString() {
      return "Credentials[hidden]";
    }
  }

  /** Somebody's own new password, with the one they have. */
  record PasswordChange(String oldPassword, Password newPassword) {
    /** Hides the passwords. */
    @Override
    public String toString() {
      return "PasswordChange[hidden]";
    }
  }

  static Credentials credentials(ObjectNode body) {
    ObjectFields fields = new ObjectFields(body);
    UserName userName = required(fields, "userName", UserName::new);
    String password = required(fields, "password", Function.identity());
    fields.check();
    return new Credentials(requireNonNull(userName), requireNonNull(password));
  }

  static PasswordChange passwordChange(ObjectNode body) {
    ObjectFields fields = new ObjectFields(body);
    String old = required(fields, "oldPassword", Function.identity());
    Password fresh = required(fields, "newPassword", Password::new);
    fields.check();
    return new PasswordChange(requireNonNull(old), requireNonNull(fresh));
  }

  static NewPerson newPerson(ObjectNode body) {
    ObjectFields fields = new ObjectFields(body);
    UserName userName = required(fields, "userName", UserName::new);
    String name = fields.text("name", PersonFields::name);
    Role role = required(fields, "role", Role::of);
    Password password = required(fields, "password", Password::new);
    fields.check();
    return new NewPerson(
        requireNonNull(userName),
        name == null ? userName.text() : name,
        requireNonNull(role),
        requireNonNull(password));
  }

  static PersonChange change(ObjectNode body) {
    ObjectFields fields = new ObjectFields(body);
    PersonChange change =
        new PersonChange(
            fields.text("name", PersonFields::name),
            fields.text("role", Role::of),
            fields.flag("disabled"),
            fields.text("password", Password::new));
    fields.check();
    return change;
  }

  private static <T> @Nullable T required(
      ObjectFields fields, String name, Function<String, T> parser) {
    T value = fields.text(name, parser);
    if (!fields.has(name)) {
      fields.error(name, "is required");
    }
    return value;
  }

  private static String name(String text) {
    if (text.isBlank()
        || text.length() > MAX_NAME
        || text.codePoints()
            .anyMatch(
                character ->
                    Character.isISOControl(character)
                        || Character.getType(character) == Character.SURROGATE)) {
      throw new IllegalArgumentException(
          "must be 1 to %d characters, none of them a control character".formatted(MAX_NAME));
    }
    return text.strip();
  }
}
