package relay.stack.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import relay.stack.DataFolder;
import relay.stack.Service;
import relay.stack.ServiceState;
import relay.stack.demo.Demonstration;
import relay.stack.process.StackException;

@Command(
    name = "demo",
    description = "Sends GitHub's events through the running relay to a receiver of its own.")
final class Demo implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws InterruptedException {
    DataFolder folder = data.folder();
    ServiceState api = ServiceState.of(Service.API, folder);
    if (api.state() != ServiceState.State.READY) {
      throw new StackException(
          "No relay is ready on %s: start it with %s first."
              .formatted(folder.path(), folder.command("up")));
    }
    String key = Optional.ofNullable(System.getenv("RELAY_API_KEY")).orElseGet(folder::apiKey);
    new Demonstration(api.url(), key, System.out::println).run();
    return 0;
  }
}
