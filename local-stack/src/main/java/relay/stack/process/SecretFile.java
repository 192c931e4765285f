package relay.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A random secret that is made once and then kept in a file only its owner can read. */
public final class SecretFile {
  private static final int BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretFile() {}

  /** The secret in the file, which is made if there is none: 32 letters, digits, - and _. */
  public static String readOrCreate(Path path) {
    try {
      if (!Files.exists(path)) {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        Files.createDirectories(path.toAbsolutePath().getParent());
        Path fresh =
            Files.createTempFile(
                path.toAbsolutePath().getParent(),
                "secret-",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(path).strip();
    } catch (IOException failure) {
      throw StackException.disk("The file %s cannot be read or made".formatted(path), failure);
    }
  }
}
