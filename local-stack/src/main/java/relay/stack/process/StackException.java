package relay.stack.process;

import org.jspecify.annotations.Nullable;

/** What a user can do something about; the message is one plain sentence fit to be shown alone. */
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StackException(String message) {
    this(message, null);
  }

  public StackException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
