package relay.stack.cli;

import java.io.UncheckedIOException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;
import relay.stack.process.StackException;

/** The command line of the local stack. */
@Command(
    name = "relay",
    description = "Runs the webhook relay on this machine, without Docker.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Up.class,
      Down.class,
      Status.class,
      Logs.class,
      Demo.class,
      Prepare.class,
      Chaos.class,
      UpgradeTest.class
    })
final class Relay {
  private static final int MISUSED = 2;

  private Relay() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    IExecutionExceptionHandler failed =
        (failure, command, _) -> {
          switch (failure) {
            case StackException known -> command.getErr().println(known.getMessage());
            case UncheckedIOException io ->
                command
                    .getErr()
                    .println(
                        StackException.disk("The disk fails", Objects.requireNonNull(io.getCause()))
                            .getMessage());
            default -> throw failure;
          }
          return 1;
        };
    IParameterExceptionHandler misused =
        (mistake, _) -> {
          mistake.getCommandLine().getErr().println(sentence(mistake));
          return MISUSED;
        };
    CommandLine relay = new CommandLine(new Relay());
    relay
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this help and end.")
                .build());
    return relay.setExecutionExceptionHandler(failed).setParameterExceptionHandler(misused);
  }

  private static String sentence(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    if (command.getParent() == null) {
      String commands = String.join(", ", command.getSubcommands().keySet());
      return mistake instanceof UnmatchedArgumentException unmatched
          ? "There is no command %s: name one of %s; ./relay --help says what each does."
              .formatted(unmatched.getUnmatched().getFirst(), commands)
          : "Name a command: one of %s; ./relay --help says what each does.".formatted(commands);
    }
    return "%s: see ./%s --help."
        .formatted(mistake.getMessage(), command.getCommandSpec().qualifiedName());
  }
}
