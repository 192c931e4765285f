package relay.api.people;

import org.jspecify.annotations.Nullable;

/** What is to be changed of a person; what is null stays as it is. */
record PersonChange(
    @Nullable String name,
    @Nullable Role role,
    @Nullable Boolean disabled,
    @Nullable Password password) {

  /** Whether somebody who is logged in must not stay so. */
  boolean endsSessions() {
    return password != null || Boolean.TRUE.equals(disabled);
  }
}
