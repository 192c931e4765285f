package relay.stack.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import relay.stack.DataFolder;
import relay.stack.ServiceState;
import relay.stack.ServiceState.State;

@Command(
    name = "status",
    description = "Shows each process; the exit code is 0 only if all are ready.")
final class Status implements Callable<Integer> {
  private static final String ROW = "%-16s %8s %6s  %-13s %10s%n";

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() {
    DataFolder folder = data.folder();
    List<ServiceState> states = ServiceState.all(folder);
    System.out.printf(ROW, "SERVICE", "PID", "PORT", "STATE", "UPTIME");
    for (ServiceState state : states) {
      System.out.printf(
          ROW,
          state.service().id(),
          state.process().map(process -> Long.toString(process.pid())).orElse("-"),
          state.port().isPresent() ? Integer.toString(state.port().getAsInt()) : "-",
          state.state().text(),
          state.process().map(_ -> Times.text(state.uptime())).orElse("-"));
    }
    boolean running = states.stream().anyMatch(state -> state.process().isPresent());
    if (running && folder.supervisor().isEmpty()) {
      System.out.println(
          "Nothing watches over these: %s starts them anew, %s stops them."
              .formatted(folder.command("up"), folder.command("down")));
    }
    return states.stream().allMatch(state -> state.state() == State.READY) ? 0 : 1;
  }
}
