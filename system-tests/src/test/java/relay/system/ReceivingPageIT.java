package relay.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.signing.Ed25519Secret;
import relay.signing.HmacSecret;

/** Runs the code of docs/receiving.md as its reader would. */
class ReceivingPageIT {
  private static final Path PAGE = Path.of("..", "docs", "receiving.md");
  private static final Pattern CODE = Pattern.compile("```js\\n(.*?)```", Pattern.DOTALL);

  private static final String BEFORE =
      """
      const [publicKey, id, timestamp, signatures, text] = process.argv.slice(2);
      const body = Buffer.from(text);
      """;

  private static final String AFTER = "process.exit(genuine ? 0 : 1);\n";

  private static final String ID = "evt_01m86bnffheewapvscrvsmxmvp";
  private static final String BODY = "{\"type\":\"a\",\"data\":\"é\"}";

  @TempDir Path folder;

  private final Instant now = Instant.now();
  private final Ed25519Secret.KeyPair pair = Ed25519Secret.create();
  private final String signature = pair.secret().sign(ID, now, BODY.getBytes(UTF_8));

  @Test
  void the_code_for_v1a_accepts_what_is_signed_and_nothing_else() throws Exception {
    String other = HmacSecret.create().sign(ID, now, BODY.getBytes(UTF_8));
    String ofAnother = Ed25519Secret.create().secret().sign(ID, now, BODY.getBytes(UTF_8));

    assertThat(verify(signature, BODY)).isZero();
    assertThat(verify(other + " " + signature, BODY)).as("while a secret is rotated").isZero();
    assertThat(verify(signature, BODY + " ")).as("a changed body").isOne();
    assertThat(verify(ofAnother, BODY)).as("by another key").isOne();
    assertThat(verify(other, BODY)).as("by v1 alone").isOne();
  }

  private int verify(String signatures, String body) throws Exception {
    Matcher code = CODE.matcher(Files.readString(PAGE));
    assertThat(code.find()).isTrue();
    Path script = folder.resolve("verify.mjs");
    Files.writeString(script, BEFORE + code.group(1) + AFTER);
    String timestamp = Long.toString(now.getEpochSecond());
    return Script.start(
            new ProcessBuilder(
                "node", script.toString(), pair.publicKey(), ID, timestamp, signatures, body))
        .waitFor();
  }
}
