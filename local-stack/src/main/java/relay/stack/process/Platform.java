package relay.stack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this operating system asks of those who start processes. */
public final class Platform {
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private Platform() {}

  /** The JDK's {@code java} that runs this process. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * A command for a program that refuses to run as root, as PostgreSQL's do: in a user namespace of
   * its own root is nobody, yet still owns root's files. Without root, the command as it is.
   */
  public static List<String> withoutRoot(List<String> command) {
    return ROOT ? prefixed(List.of("unshare", "-U"), command) : command;
  }

  /**
   * A command in a session of its own, so that Ctrl-C in the terminal reaches the supervisor alone,
   * which then stops its children in order. Without {@code setsid} (macOS), the command as it is.
   */
  static List<String> inOwnSession(List<String> command) {
    return onPath("setsid").isPresent() ? prefixed(List.of("setsid"), command) : command;
  }

  private static List<String> prefixed(List<String> prefix, List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }

  private static Optional<Path> onPath(String executable) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return List.of(path.split(File.pathSeparator, -1)).stream()
        .map(folder -> Path.of(folder, executable))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
