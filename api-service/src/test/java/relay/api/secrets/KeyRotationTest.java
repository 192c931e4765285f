package relay.api.secrets;

import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.secrets.SecretRows.Replacement;
import relay.api.secrets.SecretRows.Stored;
import relay.model.WebhookId;
import relay.secrets.SecretCipher;
import relay.secrets.SecretHeaders;
import relay.secrets.UnreadableSecretException;
import relay.signing.HmacSecret;
import relay.signing.SigningSecret;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rotation of the service itself may come in between at any time: the end is the same. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class KeyRotationTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final SecretCipher OLD = SecretCipher.of(List.of(Api.OLD_SECRETS_KEY));
  private static final SecretCipher REMOVED =
      SecretCipher.of(List.of("removed:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI="));

  @Autowired Api api;
  @Autowired JdbcClient database;
  @Autowired SecretRows rows;
  @Autowired SecretCipher cipher;

  private final List<WebhookId> registered = new ArrayList<>();
  private final SigningSecret secret = HmacSecret.create();

  @AfterEach
  void delete() {
    database
        .sql("DELETE FROM webhooks WHERE id = ANY (?)")
        .param(registered.stream().map(WebhookId::uuid).toArray(UUID[]::new))
        .update();
  }

  @Test
  void what_is_plain_or_of_another_key_is_encrypted_with_the_first() throws Exception {
    WebhookId plain = store(WebhookId.next(), secret.reveal());
    WebhookId old = WebhookId.next();
    store(old, OLD.encrypt(old, secret));
    String before = allBut("secret", plain);

    rotateAll();

    for (WebhookId webhook : List.of(plain, old)) {
      assertThat(stored(webhook)).startsWith("aes-256-gcm:first:");
      assertThat(cipher.decrypt(webhook, stored(webhook)).reveal()).isEqualTo(secret.reveal());
    }
    assertThat(allBut("secret", plain))
        .isEqualTo(before.replace("\"secret_key\": null", "\"secret_key\": \"first\""));
  }

  @Test
  void the_secret_before_is_encrypted_with_the_first_key_and_counted_too() throws Exception {
    rotateAll();
    WebhookId webhook = WebhookId.next();
    store(webhook, OLD.encrypt(webhook, secret));
    SigningSecret before = HmacSecret.create();
    storeOld(webhook, OLD.encrypt(webhook, before), "1 hour");
    KeyRotation rotation = new KeyRotation(rows, cipher);

    finish(rotation);

    String old = Objects.requireNonNull(storedOld(webhook));
    assertThat(old).startsWith("aes-256-gcm:first:");
    assertThat(cipher.decrypt(webhook, old).reveal()).isEqualTo(before.reveal());
    assertThat(cipher.decrypt(webhook, stored(webhook)).reveal()).isEqualTo(secret.reveal());
    long left = rotation.left();
    storeOld(webhook, REMOVED.encrypt(webhook, before), "1 hour");
    assertThat(rotation.left()).isEqualTo(left + 1);
  }

  /** The first has one text to do, so that a batch ends between the two of another. */
  @Test
  void a_batch_may_end_between_the_two_secrets_of_a_webhook() {
    store(WebhookId.next(), secret.reveal());
    for (int i = 0; i < KeyRotation.BATCH; i++) {
      WebhookId webhook = store(WebhookId.next(), secret.reveal());
      storeOld(webhook, HmacSecret.create().reveal(), "1 hour");
    }

    rotateAll();

    for (WebhookId webhook : registered) {
      assertThat(stored(webhook)).startsWith("aes-256-gcm:first:");
    }
    for (WebhookId webhook : registered.subList(1, registered.size())) {
      assertThat(storedOld(webhook)).startsWith("aes-256-gcm:first:");
    }
  }

  @Test
  void a_secret_header_that_is_plain_or_of_another_key_is_encrypted_with_the_first()
      throws Exception {
    WebhookId webhook = store(WebhookId.next(), secret.reveal());
    storeHeaders(
        webhook,
        Map.of("Authorization", "plain", "X-Shop", "north", "x_oauth", "plain", "Author", "Zoë"),
        Map.of("X-Token", OLD.encryptHeader(webhook, "X-Token", "old")));

    rotateAll();

    assertThat(headers(webhook)).isEqualTo(Map.of("X-Shop", "north", "Author", "Zoë"));
    assertThat(secretHeaders(webhook).values())
        .allMatch(text -> text.startsWith("aes-256-gcm:first:"));
    assertThat(decrypted(webhook))
        .isEqualTo(Map.of("Authorization", "plain", "x_oauth", "plain", "X-Token", "old"));
  }

  /** The sweep looks for them in the database, and all else asks Java. */
  @Test
  void the_database_finds_the_headers_that_are_secret() {
    Map<String, String> named = new TreeMap<>();
    for (String part :
        List.of(
            "auth",
            "oauth",
            "author",
            "authorization",
            "authentication",
            "authenticate",
            "cookie",
            "key",
            "apikey",
            "api-key",
            "api_key",
            "keyboard",
            "session",
            "shop",
            "passw",
            "passphrase",
            "pass",
            "token",
            "secret",
            "credential")) {
      for (String form : List.of("%s", "X-%s", "%s-Id", "x_%s.y", "a%s", "%ss", "X9%s9")) {
        named.put(form.formatted(part), "v");
        named.put(form.formatted(part).toUpperCase(Locale.ROOT), "v");
      }
    }
    WebhookId webhook = store(WebhookId.next(), secret.reveal());
    storeHeaders(webhook, named, Map.of());

    rotateAll();

    Map<Boolean, List<String>> bySecrecy =
        named.keySet().stream().collect(partitioningBy(SecretHeaders::isSecret));
    assertThat(headers(webhook)).containsOnlyKeys(bySecrecy.get(false));
    assertThat(bySecrecy.get(true)).hasSizeGreaterThan(100);
  }

  @Test
  void a_header_that_an_older_service_has_stored_since_is_the_newer() throws Exception {
    WebhookId webhook = store(WebhookId.next(), secret.reveal());
    storeHeaders(
        webhook,
        Map.of("authorization", "newer"),
        Map.of("Authorization", OLD.encryptHeader(webhook, "Authorization", "older")));

    rotateAll();

    assertThat(headers(webhook)).isEmpty();
    assertThat(decrypted(webhook)).isEqualTo(Map.of("authorization", "newer"));
  }

  @Test
  void a_header_that_is_changed_meanwhile_is_not_undone() throws Exception {
    WebhookId webhook = store(WebhookId.next(), secret.reveal());
    storeHeaders(
        webhook,
        Map.of("Cookie", "newer"),
        Map.of("X-Token", cipher.encryptHeader(webhook, "X-Token", "newer")));

    for (String name : List.of("Cookie", "X-Token")) {
      Stored read = new Stored(webhook, name, "older");
      rows.replace(List.of(new Replacement(read, cipher.encryptHeader(webhook, name, "older"))));
    }

    rotateAll();
    assertThat(decrypted(webhook)).isEqualTo(Map.of("Cookie", "newer", "X-Token", "newer"));
  }

  @Test
  void a_header_whose_key_was_removed_is_counted_and_stays() {
    rotateAll();
    WebhookId webhook = WebhookId.next();
    store(webhook, cipher.encrypt(webhook, secret));
    KeyRotation rotation = new KeyRotation(rows, cipher);
    long left = rotation.left();
    Map<String, String> lost = Map.of("Cookie", REMOVED.encryptHeader(webhook, "Cookie", "lost"));
    storeHeaders(webhook, Map.of(), lost);

    finish(rotation);

    assertThat(rotation.left()).isEqualTo(left + 1);
    assertThat(secretHeaders(webhook)).isEqualTo(lost);
  }

  @Test
  void what_is_encrypted_with_the_first_key_is_left_alone() {
    WebhookId webhook = WebhookId.next();
    String text = cipher.encrypt(webhook, secret);
    store(webhook, text);

    rotateAll();

    assertThat(stored(webhook)).isEqualTo(text);
  }

  @Test
  void workers_are_told_to_read_again() {
    store(WebhookId.next(), secret.reveal());
    long before = version();

    rotateAll();

    assertThat(version()).isGreaterThan(before);
  }

  @Test
  void one_goes_on_where_another_has_died_and_two_may_be_at_it_at_once() throws Exception {
    for (int i = 0; i < 2 * KeyRotation.BATCH + 1; i++) {
      store(WebhookId.next(), secret.reveal());
    }
    new KeyRotation(rows, cipher).rotate();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> one = threads.submit(this::rotateAll);
      Future<?> two = threads.submit(this::rotateAll);
      one.get();
      two.get();
    }

    for (WebhookId webhook : registered) {
      assertThat(cipher.decrypt(webhook, stored(webhook)).reveal()).isEqualTo(secret.reveal());
      assertThat(stored(webhook)).startsWith("aes-256-gcm:first:");
    }
  }

  @Test
  void a_secret_that_is_changed_meanwhile_is_not_undone() throws Exception {
    WebhookId webhook = WebhookId.next();
    String read = OLD.encrypt(webhook, secret);
    store(webhook, read);
    String changed = HmacSecret.create().reveal();
    rotate(webhook.toString(), changed, 0);

    rows.replace(
        List.of(new Replacement(new Stored(webhook, "", read), cipher.encrypt(webhook, secret))));

    assertThat(cipher.decrypt(webhook, stored(webhook)).reveal()).isEqualTo(changed);
  }

  @Test
  void a_secret_that_becomes_the_old_one_meanwhile_is_followed_there() throws Exception {
    WebhookId webhook = WebhookId.next();
    String read = cipher.encrypt(webhook, secret);
    store(webhook, read);
    String changed = HmacSecret.create().reveal();
    rotate(webhook.toString(), changed, 3600);
    String replacement = cipher.encrypt(webhook, secret);

    rows.replace(List.of(new Replacement(new Stored(webhook, "", read), replacement)));

    assertThat(storedOld(webhook)).isEqualTo(replacement);
    assertThat(cipher.decrypt(webhook, stored(webhook)).reveal()).isEqualTo(changed);
  }

  @Test
  void an_old_secret_is_removed_when_its_time_is_over_and_no_sooner() {
    long before = version();
    WebhookId over = store(WebhookId.next(), secret.reveal());
    WebhookId valid = store(WebhookId.next(), secret.reveal());
    storeOld(over, secret.reveal(), "-1 second");
    storeOld(valid, secret.reveal(), "1 hour");

    await().atMost(Api.PATIENCE).until(() -> storedOld(over) == null);

    assertThat(storedOld(valid)).isNotNull();
    assertThat(version()).isGreaterThan(before);
    assertThat(api.get("/webhooks/" + over).is(200).json().path("oldSecretValidUntil").isNull())
        .isTrue();
  }

  @Test
  void what_is_stored_does_not_print_itself() {
    Stored read = new Stored(WebhookId.next(), "", secret.reveal());

    assertThat(read + " " + new Replacement(read, secret.reveal()))
        .contains(read.webhook().toString())
        .doesNotContain(secret.reveal());
  }

  @Test
  void a_secret_whose_key_was_removed_is_told_once_and_holds_nothing_up(CapturedOutput output) {
    KeyRotation rotation = new KeyRotation(rows, cipher);
    for (int i = 0; i < KeyRotation.BATCH; i++) {
      WebhookId webhook = WebhookId.next();
      store(webhook, REMOVED.encrypt(webhook, secret));
    }
    WebhookId last = store(WebhookId.next(), secret.reveal());

    finish(rotation);
    finish(rotation);

    assertThat(stored(last)).startsWith("aes-256-gcm:first:");
    assertThat(rotation.left()).isEqualTo(KeyRotation.BATCH);
    WebhookId first = registered.getFirst();
    assertThat(stored(first)).startsWith("aes-256-gcm:removed:");
    assertThat(output.getAll().lines())
        .filteredOn(line -> line.contains(first.toString()) && !line.contains("key-rotation"))
        .singleElement()
        .asString()
        .contains("relay.secrets.keys has no key with the id removed");
    assertThat(output.getAll())
        .contains("Not every secret is encrypted with the first key; the others are needed")
        .doesNotContain(secret.reveal().substring("whsec_".length()));
  }

  @Test
  void a_webhook_whose_secret_cannot_be_read_takes_a_new_one() throws Exception {
    WebhookId webhook = WebhookId.next();
    store(webhook, REMOVED.encrypt(webhook, secret));

    api.get("/webhooks/" + webhook).is(200);
    api.patch("/webhooks/" + webhook, "{\"enabled\":false}").is(200);
    Api.Answer rotated = rotate(webhook.toString(), secret.reveal(), 3600);

    assertThat(rotated.json().path("oldSecretValidUntil").isNull()).isTrue();
    assertThat(cipher.decrypt(webhook, stored(webhook)).reveal()).isEqualTo(secret.reveal());
  }

  @Test
  void how_many_are_left_is_a_metric() {
    rotateAll();

    await()
        .atMost(Api.PATIENCE)
        .untilAsserted(() -> assertThat(api.metric("relay_secrets_outdated")).isZero());
  }

  @Test
  void no_table_holds_a_secret_in_plain() {
    String type = Api.newType();
    String made =
        api.post("/webhooks", "{\"url\":\"http://a/\",\"eventTypes\":[\"%s\"]}".formatted(type))
            .is(201)
            .text("secret");
    String given = HmacSecret.create().reveal();
    Api.Answer second =
        api.post(
                "/webhooks",
                "{\"url\":\"http://a/\",\"eventTypes\":[\"%s\"],\"secret\":\"%s\"}"
                    .formatted(type, given))
            .is(201);
    String changed = HmacSecret.create().reveal();
    rotate(second.text("id"), changed, 3600);
    rotate(second.text("id"), HmacSecret.create().reveal(), 3600);
    api.event(type);

    for (String hidden : List.of(made, given, changed)) {
      String base64 = hidden.substring("whsec_".length());
      assertThat(tablesWith(base64)).as("tables that hold a secret").isEmpty();
    }
    assertThat(tablesWith("hidden-header")).as("tables that hold a secret header").isEmpty();
    // Proves that the search sees what is there.
    assertThat(tablesWith(type)).contains("webhooks", "events");
  }

  private Api.Answer rotate(String webhook, String secret, int keepOldFor) {
    return api.post(
            "/webhooks/" + webhook + "/secret",
            "{\"secret\":\"%s\",\"keepOldFor\":%d}".formatted(secret, keepOldFor))
        .is(200);
  }

  private List<String> tablesWith(String text) {
    return database
        .sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        .query(String.class)
        .list()
        .stream()
        .filter(
            table ->
                database
                    .sql(
                        "SELECT EXISTS (SELECT FROM \"%s\" AS r WHERE strpos(r::text, ?) > 0)"
                            .formatted(table))
                    .param(text)
                    .query(Boolean.class)
                    .single())
        .toList();
  }

  private void rotateAll() {
    finish(new KeyRotation(rows, cipher));
  }

  private static void finish(KeyRotation rotation) {
    boolean more;
    do {
      more = rotation.rotate();
    } while (more);
  }

  private WebhookId store(WebhookId webhook, String text) {
    database
        .sql(
            """
            INSERT INTO webhooks
                   (id, url, event_types, headers, secret, enabled, timeout_seconds, updated_at)
            VALUES (?, 'http://a/', '{a}', '{}', ?, true, 15, now())
            """)
        .params(webhook.uuid(), text)
        .update();
    registered.add(webhook);
    return webhook;
  }

  private String stored(WebhookId webhook) {
    return database
        .sql("SELECT secret FROM webhooks WHERE id = ?")
        .param(webhook.uuid())
        .query(String.class)
        .single();
  }

  private void storeOld(WebhookId webhook, String text, String left) {
    database
        .sql(
            """
            UPDATE webhooks
               SET old_secret = ?, old_secret_valid_until = now() + ?::interval
             WHERE id = ?
            """)
        .params(text, left, webhook.uuid())
        .update();
  }

  private @Nullable String storedOld(WebhookId webhook) {
    return (String)
        database
            .sql("SELECT old_secret FROM webhooks WHERE id = ?")
            .param(webhook.uuid())
            .query()
            .singleRow()
            .get("old_secret");
  }

  private String allBut(String column, WebhookId webhook) {
    return database
        .sql("SELECT (to_jsonb(w) - ?)::text FROM webhooks w WHERE id = ?")
        .params(column, webhook.uuid())
        .query(String.class)
        .single();
  }

  private long version() {
    return database.sql("SELECT version FROM subscription_version").query(Long.class).single();
  }

  private void storeHeaders(
      WebhookId webhook, Map<String, String> headers, Map<String, String> secretHeaders) {
    database
        .sql("UPDATE webhooks SET headers = ?::jsonb, secret_headers = ?::jsonb WHERE id = ?")
        .params(
            JSON.writeValueAsString(headers),
            JSON.writeValueAsString(secretHeaders),
            webhook.uuid())
        .update();
  }

  private Map<String, String> headers(WebhookId webhook) {
    return read("SELECT headers FROM webhooks WHERE id = ?", webhook);
  }

  private Map<String, String> secretHeaders(WebhookId webhook) {
    return read("SELECT secret_headers FROM webhooks WHERE id = ?", webhook);
  }

  private Map<String, String> read(String sql, WebhookId webhook) {
    String json = database.sql(sql).param(webhook.uuid()).query(String.class).single();
    return JSON.readValue(json, new TypeReference<>() {});
  }

  private Map<String, String> decrypted(WebhookId webhook) throws UnreadableSecretException {
    Map<String, String> values = secretHeaders(webhook);
    for (Map.Entry<String, String> header : values.entrySet()) {
      header.setValue(cipher.decryptHeader(webhook, header.getKey(), header.getValue()));
    }
    return values;
  }
}
