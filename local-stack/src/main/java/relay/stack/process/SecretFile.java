package relay.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** A random secret that is made once and then kept in a file only its owner can read. */
public final class SecretFile {
  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretFile() {}

  /** The secret in the file, which is made if there is none: 32 letters, digits, - and _. */
  public static String readOrCreate(Path path) {
    return readOrCreate(
        path, () -> Base64.getUrlEncoder().withoutPadding().encodeToString(random(BYTES)));
  }

  /** The secret in the file, which is made from the supplier's text if there is none. */
  public static String readOrCreate(Path path, Supplier<String> secret) {
    try {
      if (!Files.exists(path)) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Path fresh =
            Files.createTempFile(
                path.toAbsolutePath().getParent(),
                "secret-",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, secret.get());
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(path).strip();
    } catch (IOException failure) {
      throw StackException.disk("The file %s cannot be read or made".formatted(path), failure);
    }
  }

  /** Puts a text into a file that only its owner can read. */
  public static void write(Path path, String text) {
    try {
      Files.deleteIfExists(path);
      readOrCreate(path, () -> text);
    } catch (IOException failure) {
      throw StackException.disk("The file %s cannot be written".formatted(path), failure);
    }
  }

  /** This many random bytes, fit for a key. */
  public static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
