package relay.stack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import relay.stack.DataFolder;
import relay.stack.Service;
import relay.stack.process.StackException;

@Command(
    name = "logs",
    description = "Prints what the processes print, and follows it until Ctrl-C.")
final class Logs implements Callable<Integer> {
  private static final int BETWEEN_LOOKS_MS = 200;

  @Mixin private DataOption data = new DataOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "postgresql, kafka, api-service or delivery-worker; all if not given.")
  private @Nullable String service;

  @Option(names = "--no-follow", description = "Print the last lines and end.")
  private boolean once;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many of the last lines (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DataFolder folder = data.folder();
    List<Service> services =
        service == null ? Arrays.asList(Service.values()) : List.of(Service.of(service));
    if (lines < 0) {
      throw new StackException("%d is not a number of lines: give 0 or more.".formatted(lines));
    }
    if (services.stream().noneMatch(each -> Files.exists(folder.log(each.id()).path()))) {
      System.err.println(
          "Nothing has been logged in %s yet: start the relay with %s."
              .formatted(folder.path(), folder.command("up")));
    }
    List<LogTail> tails = new ArrayList<>();
    for (Service each : services) {
      String prefix = services.size() == 1 ? "" : "%-15s | ".formatted(each.id());
      folder.log(each.id()).tail(lines).forEach(line -> System.out.println(prefix + line));
      tails.add(LogTail.fromEnd(folder.log(each.id()).path(), prefix));
    }
    CountDownLatch never = new CountDownLatch(once ? 0 : 1);
    // Whoever reads may have gone, as `head` does.
    while (!never.await(BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS) && !System.out.checkError()) {
      for (LogTail tail : tails) {
        tail.news().forEach(System.out::println);
      }
    }
    return 0;
  }
}
