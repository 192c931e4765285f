package relay.api.webhooks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.body.ObjectBody;
import relay.api.paging.ListQuery;
import relay.api.paging.Page;
import relay.api.problem.Problem;
import relay.model.WebhookId;
import tools.jackson.databind.node.ObjectNode;

/** The calls under /webhooks. */
@RestController
class WebhooksApi {
  /** A webhook without its secret, which is shown once, in the answer that it is new in. */
  record WebhookView(
      String id,
      String url,
      List<String> eventTypes,
      @Nullable String description,
      Map<String, String> headers,
      boolean enabled,
      @Nullable String disabledReason,
      @Nullable Instant disabledAt,
      int timeoutSeconds,
      String signature,
      @Nullable String publicKey,
      @Nullable Instant oldSecretValidUntil,
      Instant createdAt,
      Instant updatedAt) {

    static WebhookView of(WebhookRow row) {
      WebhookSettings settings = row.settings();
      @Nullable DisabledReason disabled = row.disabledReason();
      return new WebhookView(
          row.webhookId().toString(),
          settings.url(),
          settings.eventTypes(),
          settings.description(),
          settings.headers(),
          settings.enabled(),
          disabled == null ? null : disabled.label(),
          row.disabledAt(),
          settings.timeoutSeconds(),
          row.signature().label(),
          row.publicKey(),
          row.oldSecretValidUntil(),
          row.webhookId().createdAt(),
          row.updatedAt());
    }

    /** Hides the headers, which may hold a password. */
    @Override
    public String toString() {
      return "WebhookView[" + id + "]";
    }
  }

  /**
   * A webhook with a new secret.
   *
   * @param secret {@code null} if that is a private key, which is not shown
   */
  record WebhookWithSecret(@JsonUnwrapped WebhookView webhook, @Nullable String secret) {
    static WebhookWithSecret of(Webhooks.Issued issued) {
      return new WebhookWithSecret(WebhookView.of(issued.row()), issued.secret().shown());
    }

    /** Hides the secret. */
    @Override
    public String toString() {
      return "WebhookWithSecret[" + webhook.id() + "]";
    }
  }

  private final Webhooks webhooks;
  private final ObjectBody bodies;
  private final EndpointAddresses addresses;

  WebhooksApi(Webhooks webhooks, ObjectBody bodies, EndpointAddresses addresses) {
    this.webhooks = webhooks;
    this.bodies = bodies;
    this.addresses = addresses;
  }

  @PostMapping("/webhooks")
  @Needs(Scope.MANAGE_WEBHOOKS)
  ResponseEntity<WebhookWithSecret> register(Caller caller, HttpServletRequest request) {
    WebhookWithSecret registered = WebhookWithSecret.of(webhooks.create(caller, fields(request)));
    String path = request.getContextPath() + "/webhooks/" + registered.webhook().id();
    return ResponseEntity.created(URI.create(path)).body(registered);
  }

  @PostMapping("/webhooks/{id}/secret")
  @Needs(Scope.MANAGE_WEBHOOKS)
  WebhookWithSecret rotateSecret(
      Caller caller, @PathVariable String id, HttpServletRequest request) {
    return WebhookWithSecret.of(
        webhooks.rotateSecret(caller, id(id), bodies.readOptional(request)));
  }

  @GetMapping("/webhooks")
  @Needs(Scope.READ)
  Page<WebhookView> list(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
    ListQuery query = new ListQuery(parameters);
    query.check();
    return Page.of(
        webhooks.newest(caller.tenant(), query.before(), query.limit() + 1).stream()
            .map(WebhookView::of)
            .toList(),
        query.limit(),
        webhook -> WebhookId.parse(webhook.id()).uuid());
  }

  @GetMapping("/webhooks/{id}")
  @Needs(Scope.READ)
  WebhookView get(Caller caller, @PathVariable String id) {
    return WebhookView.of(webhooks.get(caller.tenant(), id(id)));
  }

  @PatchMapping("/webhooks/{id}")
  @Needs(Scope.MANAGE_WEBHOOKS)
  WebhookView change(Caller caller, @PathVariable String id, HttpServletRequest request) {
    return WebhookView.of(webhooks.change(caller, id(id), fields(request)));
  }

  @DeleteMapping("/webhooks/{id}")
  @Needs(Scope.MANAGE_WEBHOOKS)
  ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
    webhooks.delete(caller, id(id));
    return ResponseEntity.noContent().build();
  }

  private ObjectNode fields(HttpServletRequest request) {
    ObjectNode fields = bodies.read(request);
    addresses.check(fields);
    return fields;
  }

  private static WebhookId id(String text) {
    return Problem.parse("id", text, WebhookId::parse);
  }
}
