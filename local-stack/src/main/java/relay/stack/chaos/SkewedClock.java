package relay.stack.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import relay.stack.servers.Installation;

/**
 * Runs a JVM whose clock is off, while the machine's stays as it is: Byteman changes what {@code
 * java.time}, the generator of ids and Kafka's client read.
 */
final class SkewedClock {
  private SkewedClock() {}

  /** The environment of such a process; the rule is written to a file in the folder. */
  static Map<String, String> environment(Duration offset, Path folder) {
    String rules =
        """
        RULE the time of day
        CLASS java.time.Clock
        METHOD currentInstant
        AT EXIT
        IF TRUE
        DO RETURN $!.plusSeconds(%1$d)
        ENDRULE

        RULE the milliseconds of a clock
        CLASS java.time.Clock$SystemClock
        METHOD millis
        AT EXIT
        IF TRUE
        DO RETURN $! + %1$d * 1000
        ENDRULE

        RULE the time in ids
        CLASS com.fasterxml.uuid.UUIDClock
        METHOD currentTimeMillis
        AT EXIT
        IF TRUE
        DO RETURN $! + %1$d * 1000
        ENDRULE

        RULE the time in Kafka's client
        CLASS org.apache.kafka.common.utils.SystemTime
        METHOD milliseconds
        AT EXIT
        IF TRUE
        DO RETURN $! + %1$d * 1000
        ENDRULE
        """
            .formatted(offset.toSeconds());
    Path file = folder.resolve("clock%+d.btm".formatted(offset.toSeconds()));
    try {
      Files.writeString(file, rules);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Path agent = Installation.jar("byteman");
    // Not as -javaagent: that adds a module, with which the JVM passes over the prepared cache.
    return Map.of(
        "JAVA_TOOL_OPTIONS",
        "%3$s -agentlib:instrument=%1$s=script:%2$s,boot:%1$s"
            .formatted(agent, file, ChaosRun.QUICK_START));
  }
}
