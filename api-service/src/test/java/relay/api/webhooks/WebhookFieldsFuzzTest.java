package relay.api.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import relay.api.Contract;
import relay.api.Documented;
import relay.api.problem.Problem;
import relay.fuzzing.Texts;
import relay.signing.BodySignatureHeader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WebhookFieldsFuzzTest {
  private static final Contract CONTRACT = Contract.ofTheApi();
  private static final Documented DOCUMENTED = new Documented();
  private static final JsonNode NEW = CONTRACT.at("/components/schemas/NewWebhook");
  private static final JsonNode PATCH = CONTRACT.at("/components/schemas/WebhookPatch");
  private static final WebhookSettings CURRENT =
      new WebhookSettings("http://a/", List.of("a"), null, Map.of("X-A", "1"), true, 15);

  private final HeaderRules rules =
      new HeaderRules(new BodySignatureProperties(BodySignatureHeader.DEFAULT));

  @Property
  void a_webhook_that_is_taken_is_documented(@ForAll("webhooks") JsonNode webhook) {
    assertDocumented(webhook, NEW, null);
  }

  @Property
  void a_patch_that_is_taken_is_documented(@ForAll("patches") JsonNode patch) {
    assertDocumented(patch, PATCH, CURRENT);
  }

  private void assertDocumented(JsonNode body, JsonNode schema, @Nullable WebhookSettings current) {
    if (!(body instanceof ObjectNode fields)) {
      return;
    }
    try {
      WebhookFields read = new WebhookFields(fields, current, rules);
      WebhookSettings settings = current == null ? read.registration().settings() : read.change();
      assertThat(CONTRACT.allows(schema, body)).isTrue();
      assertThat(UrlRule.violation(settings.url())).isNull();
      assertThat(settings.timeoutSeconds()).isBetween(1, 30);
    } catch (Problem refusal) {
      assertThat(refusal.getMessage()).isNotBlank().hasSizeLessThan(400);
      assertThat(CONTRACT.allows(schema, body) && !blamesWhatOnlyWordsSay(refusal)).isFalse();
    }
  }

  /** Of URLs, headers, base64 and secrets for v1a the document says a part in words. */
  private static boolean blamesWhatOnlyWordsSay(Problem refusal) {
    String detail = String.valueOf(refusal.getMessage());
    return detail.startsWith("url ")
        || detail.startsWith("headers")
        || detail.startsWith("secret ");
  }

  @Property
  void a_url_that_is_taken_leads_to_the_host_that_it_shows(@ForAll("urls") String url) {
    if (UrlRule.violation(url) != null) {
      return;
    }
    assertThat(url).hasSizeLessThanOrEqualTo(2048).matches("(?i)https?://[^/?#@]+([/?][!-~]*)?");
    assertThat(url).doesNotContain("#");
    URI sent = URI.create(url);
    String shown = url.replaceFirst("(?i)^https?://", "").split("[/?]", 2)[0];
    String port = sent.getPort() == -1 ? "" : ":" + sent.getPort();
    assertThat(shown.replaceFirst(":0*([1-9][0-9]*)$", ":$1").replaceFirst(":$", ""))
        .isEqualTo(sent.getHost() + port);
    assertThat(sent.getPort()).isNotZero().isBetween(-1, 65_535);
  }

  @Property
  void headers_that_are_taken_can_be_sent_and_forge_nothing(
      @ForAll("names") String name, @ForAll("values") String value) {
    if (!isTaken(Map.of(name, value))) {
      return;
    }
    assertThat(name).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    assertThat(name.toLowerCase(Locale.ROOT))
        .doesNotStartWith("webhook-")
        .doesNotStartWith("proxy-")
        .isNotIn(
            "host", "content-length", "transfer-encoding", "connection", "x-algohire-signature");
    assertThat(value).hasSizeBetween(1, 1024).matches("[\\x20-\\x7e\\t]+").isEqualTo(value.strip());
    assertThat(isTaken(two(name, value, swapCase(name)))).isEqualTo(name.equals(swapCase(name)));
  }

  @Property
  void at_most_20_headers_are_taken(@ForAll("manyHeaders") Map<String, String> headers) {
    assertThat(isTaken(headers)).isEqualTo(headers.size() <= 20);
  }

  @Example
  void endless_texts_are_refused() {
    Texts.endless("http://a/").forEach(url -> assertThat(UrlRule.violation(url)).isNotNull());
    Texts.endless("http://a:").forEach(url -> assertThat(UrlRule.violation(url)).isNotNull());
    Texts.endless("x").forEach(text -> assertThat(isTaken(Map.of(text, "v"))).isFalse());
    Texts.endless("x").forEach(text -> assertThat(isTaken(Map.of("n", text))).isFalse());
  }

  private boolean isTaken(Map<String, String> headers) {
    Map<String, String> errors = new TreeMap<>();
    rules.check(headers, headers.size(), errors::put);
    assertThat(errors.values()).allSatisfy(message -> assertThat(message).isNotBlank());
    return errors.isEmpty();
  }

  private static Map<String, String> two(String name, String value, String other) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(name, value);
    headers.put(other, value);
    return headers;
  }

  private static String swapCase(String text) {
    return text.equals(text.toLowerCase(Locale.ROOT))
        ? text.toUpperCase(Locale.ROOT)
        : text.toLowerCase(Locale.ROOT);
  }

  @Provide
  Arbitrary<JsonNode> webhooks() {
    return DOCUMENTED.json("webhook", NEW);
  }

  @Provide
  Arbitrary<JsonNode> patches() {
    return DOCUMENTED.json("patch", PATCH);
  }

  @Provide
  Arbitrary<String> urls() {
    return Texts.near(
        "http://example.com/",
        "https://example.com:8443/a/b?c=%20",
        "http://127.0.0.1:9000/",
        "http://[::1]:9000/hook",
        "http://a_b.example?x=1",
        "http://user@example.com/",
        "http://example.com\\@evil.example/",
        "HTTP://EXAMPLE.COM.");
  }

  @Provide
  Arbitrary<String> names() {
    return Texts.near("X-Token", "Authorization", "webhook-id", "Host", "Proxy-A", "n".repeat(100));
  }

  @Provide
  Arbitrary<String> values() {
    return Texts.near("Bearer abc", "v", "a\tb", "v".repeat(1024));
  }

  @Provide
  Arbitrary<Map<String, String>> manyHeaders() {
    return Arbitraries.integers()
        .between(0, 40)
        .map(
            count -> {
              Map<String, String> headers = new LinkedHashMap<>();
              for (int i = 0; i < count; i++) {
                headers.put("X-" + i, Optional.of("v").get());
              }
              return headers;
            });
  }
}
