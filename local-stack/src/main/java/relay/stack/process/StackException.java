package relay.stack.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
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

  /**
   * Of a file that could not be used.
   *
   * @param what to begin the sentence with, such as "The folder /x cannot be used"
   */
  public static StackException disk(String what, IOException failure) {
    return new StackException("%s: %s.".formatted(what, reason(failure)), failure);
  }

  /** In words: the message of these exceptions is nothing but the path. */
  private static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written by you";
      case NoSuchFileException absent -> absent.getFile() + " does not exist";
      case FileAlreadyExistsException exists -> exists.getFile() + " is a file";
      default -> Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    };
  }
}
