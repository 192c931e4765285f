package relay.stack.cli;

import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import relay.stack.process.StackException;

/** The command line of the local stack. */
@Command(
    name = "relay",
    description = "Runs the webhook relay on this machine, without Docker.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {Up.class, Down.class, Status.class, Logs.class, Demo.class})
final class Relay {
  private Relay() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Relay())
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              switch (failure) {
                case StackException known -> command.getErr().println(known.getMessage());
                case UncheckedIOException io ->
                    command.getErr().println("The disk says: " + io.getMessage());
                default -> throw failure;
              }
              return 1;
            });
  }
}
