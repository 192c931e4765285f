package relay.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.StackOptions;
import relay.stack.process.Ports;
import relay.testservers.Nginx;

/**
 * The dashboard in a real browser, on the real processes: runs the Playwright tests of {@code
 * dashboard/e2e}.
 */
@Order(1)
class DashboardIT {
  private static final Path DASHBOARD = Path.of("..", "dashboard");

  /** What has failed once waits for the operator of a test. */
  private static final Map<String, String> RETRY_LATE =
      Map.of("RELAY_RETRY_SCHEDULE", "0s,10m,10m");

  @TempDir Path data;
  @TempDir Path proxy;

  @Test
  void operators_see_what_happens_and_mend_it() throws Exception {
    StackOptions options = PreparedServices.in(data).withEnvironment(RETRY_LATE);
    try (LocalStack stack = LocalStack.start(options, DashboardIT::say);
        ApiControl control = ApiControl.of(stack)) {
      ProcessBuilder playwright =
          new ProcessBuilder("npm", "run", "--silent", "e2e").directory(DASHBOARD.toFile());
      playwright.environment().put("RELAY_URL", stack.api().toString());
      playwright.environment().put("RELAY_API_KEY", stack.apiKey());
      playwright.environment().put("RELAY_PASSWORD", stack.adminPassword());
      playwright.environment().put("RELAY_CONTROL_URL", control.url().toString());
      int port = Ports.free();
      stack.add(
          Service.API, port, options.apiJar(), Map.of("SERVER_SERVLET_CONTEXT_PATH", "/relay"));
      if (Nginx.isInstalled()) {
        try (Nginx nginx = Nginx.before(LocalStack.url(port), proxy)) {
          run(playwright, nginx.url());
        }
      } else {
        run(playwright, LocalStack.url(port));
      }
    }
  }

  private static void run(ProcessBuilder playwright, URI belowRelay)
      throws IOException, InterruptedException {
    playwright.environment().put("RELAY_BASE_PATH_URL", belowRelay + "/relay");
    Process running = Script.start(playwright);
    try {
      assertThat(running.waitFor()).as("npm run e2e").isZero();
    } finally {
      running.destroy();
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
