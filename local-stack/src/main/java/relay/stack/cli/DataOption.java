package relay.stack.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import relay.stack.DataFolder;
import relay.stack.servers.Installation;

/** Which stack a command is about. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder that keeps all data; .relay in the repository if not given.")
  private @Nullable Path given;

  DataFolder folder() {
    return new DataFolder(given == null ? Installation.root().resolve(".relay") : given);
  }
}
