package relay.stack.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import relay.stack.DataFolder;
import relay.stack.Service;
import relay.stack.StackOptions;
import relay.stack.process.SecretFile;

/** What a user is told when all is ready. */
final class Welcome {
  /** The secret of the published vectors of Standard Webhooks: fit for a first try, not secret. */
  private static final String EXAMPLE_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final URI api;
  private final URI worker;
  private final String apiKey;
  private final Map<Service, Map<String, String>> leftOut;
  private final DataFolder folder;
  private final StackOptions options;

  /** {@code leftOut} are the services that the user runs, with the environment of each. */
  Welcome(
      URI api,
      URI worker,
      String apiKey,
      Map<Service, Map<String, String>> leftOut,
      DataFolder folder,
      StackOptions options) {
    this.api = api;
    this.worker = worker;
    this.apiKey = apiKey;
    this.leftOut = leftOut;
    this.folder = folder;
    this.options = options;
  }

  /**
   * The text.
   *
   * @param secrets whether it may name them; else it says where they are
   */
  String text(boolean secrets) {
    return """

    The relay is ready.

      dashboard  %1$s/ui/
      log in     as admin, with the password that this shows: cat %9$s
      API        %1$s
      API docs   %1$s/docs
      health     %1$s/actuator/health/readiness   %2$s/actuator/health/readiness
      metrics    %1$s/actuator/prometheus   %2$s/actuator/prometheus
      API key    %3$s
      endpoints  %8$s
    %7$s
    To try it, start a receiver in another terminal: python3 examples/receiver.py %5$s
    Then register it, post an event, and see what was sent:

    curl -sS %1$s/webhooks -H %4$s -H 'Content-Type: application/json' -d '{"url":"http://127.0.0.1:9000/","eventTypes":["order.*"],"secret":"%5$s"}'
    curl -sS %1$s/events -H %4$s -H 'Content-Type: application/json' -d '{"type":"order.created","data":{"id":1}}'
    curl -sS %1$s/logs -H %4$s

    %6$s posts real payloads; Ctrl-C stops everything and keeps the data.
    """
        .formatted(
            api,
            worker,
            secrets ? apiKey : whereTheKeyIs(),
            secrets
                ? quoted("Authorization: Bearer " + apiKey)
                : "\"Authorization: Bearer %s\"".formatted(keyInShell()),
            EXAMPLE_SECRET,
            folder.command("demo"),
            leftOut.entrySet().stream()
                .map(service -> leftOut(service.getKey(), service.getValue(), secrets))
                .collect(Collectors.joining()),
            endpoints(options.allowedNetworks()),
            folder.adminPasswordFile());
  }

  private String whereTheKeyIs() {
    return options.apiKey() == null
        ? "shown by this: cat " + folder.apiKeyFile()
        : "that of RELAY_API_KEY";
  }

  private String keyInShell() {
    return options.apiKey() == null ? "$(cat %s)".formatted(folder.apiKeyFile()) : "$RELAY_API_KEY";
  }

  private static String endpoints(String allowedNetworks) {
    return "at public addresses"
        + (allowedNetworks.isBlank()
            ? " only"
            : " and in %s (RELAY_DELIVERY_ALLOWED_NETWORKS)".formatted(allowedNetworks));
  }

  private String leftOut(Service service, Map<String, String> environment, boolean secrets) {
    String exports =
        environment.entrySet().stream()
            .map(
                variable ->
                    "export %s=%s".formatted(variable.getKey(), quoted(variable.getValue())))
            .collect(Collectors.joining("\n"));
    Path file = folder.environmentFile(service);
    SecretFile.write(file, exports + "\n");
    return """

    Run %s yourself: %s in an IDE, with the environment of this file: . %s

    %s
    """
        .formatted(service.id(), mainClass(service), file, secrets ? exports : "");
  }

  private static String mainClass(Service service) {
    return switch (service) {
      case API -> "relay.api.ApiService";
      case WORKER -> "relay.worker.DeliveryWorker";
      case POSTGRESQL, KAFKA ->
          throw new IllegalArgumentException(service.id() + " is not Java of ours");
    };
  }

  /** As one word of a shell. */
  private static String quoted(String word) {
    return "'%s'".formatted(word.replace("'", "'\\''"));
  }
}
