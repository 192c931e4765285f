package relay.model;

import java.util.regex.Pattern;

/**
 * Whose events, webhooks and deliveries they are. A relay that serves one team only has just the
 * {@link #DEFAULT}.
 *
 * @param name 1 to 40 characters: lower-case letters, digits and single hyphens between them
 */
public record Tenant(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int MAX_LENGTH = 40;

  /** The tenant that is always there. Below the pattern, which it is checked by. */
  public static final Tenant DEFAULT = new Tenant("default");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException with a sentence fit for users if it is none
   */
  public Tenant {
    if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must be 1 to %d lower-case letters, digits and single hyphens between them"
              .formatted(MAX_LENGTH));
    }
  }

  /** Whether it is the one that is always there. */
  public boolean isDefault() {
    return equals(DEFAULT);
  }

  @Override
  public String toString() {
    return name;
  }
}
