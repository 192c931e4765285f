package relay.stack.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import relay.stack.DataFolder;

/** Which stack a command is about. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder that keeps all data; .relay in the repository if not given.")
  private @Nullable Path given;

  DataFolder folder() {
    return given == null ? DataFolder.standard() : new DataFolder(given);
  }
}
