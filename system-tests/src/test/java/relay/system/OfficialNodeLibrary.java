package relay.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import relay.testservers.Receiver;
import tools.jackson.databind.json.JsonMapper;

/**
 * The npm package {@code standardwebhooks}, which judges deliveries from outside of our own code.
 */
final class OfficialNodeLibrary {
  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path INSTALLED = Path.of("target", "node");

  private OfficialNodeLibrary() {}

  static void assertAccepts(String secret, Receiver.Request delivery) throws Exception {
    install();
    assertThat(verify(secret, delivery.body(), delivery)).isZero();
    assertThat(verify(secret, delivery.body() + " ", delivery))
        .as("a changed body is refused")
        .isOne();
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "package-lock.json", "verify.mjs")) {
      Files.write(INSTALLED.resolve(file), Files.readAllBytes(SOURCES.resolve(file)));
    }
    Process npm =
        Script.start(
            new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(INSTALLED.toFile()));
    assertThat(npm.waitFor()).as("npm ci").isZero();
  }

  private static int verify(String secret, String body, Receiver.Request delivery)
      throws IOException, InterruptedException {
    Map<String, Object> input =
        Map.of(
            "secret",
            secret,
            "headers",
            Map.of(
                "webhook-id", delivery.header("webhook-id"),
                "webhook-timestamp", delivery.header("webhook-timestamp"),
                "webhook-signature", delivery.header("webhook-signature")),
            "body",
            body);
    Process node =
        Script.start(new ProcessBuilder("node", "verify.mjs").directory(INSTALLED.toFile()));
    try (OutputStream standardInput = node.getOutputStream()) {
      standardInput.write(new JsonMapper().writeValueAsString(input).getBytes(UTF_8));
    }
    return node.waitFor();
  }
}
