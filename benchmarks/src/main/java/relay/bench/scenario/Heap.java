package relay.bench.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relay.stack.process.StackException;

/** Looks into the heap of another JVM, with the tool of the JDK that runs this. */
final class Heap {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final double KIBIBYTES_IN_A_MEBIBYTE = 1024;

  private Heap() {}

  /** What a full collection leaves, in MiB. */
  static double afterCollection(long pid) throws InterruptedException {
    var _ = jcmd(pid, "GC.run");
    Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
    if (!used.find()) {
      throw new StackException("The heap of the JVM %d cannot be looked into.".formatted(pid));
    }
    return Long.parseLong(used.group(1)) / KIBIBYTES_IN_A_MEBIBYTE;
  }

  private static String jcmd(long pid, String command) throws InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process process =
          new ProcessBuilder(tool.toString(), Long.toString(pid), command)
              .redirectErrorStream(true)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new StackException("%s %d %s: %s".formatted(tool, pid, command, printed));
      }
      return printed;
    } catch (IOException failure) {
      throw new StackException("%s cannot be run.".formatted(tool), failure);
    }
  }
}
