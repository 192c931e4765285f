package relay.api;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import relay.api.access.Anybody;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.model.DeliveryState;
import relay.model.EventId;
import tools.jackson.databind.JsonNode;

/** All calls of the API, for tests that none may escape. Thread-safe. */
@TestComponent
public class Routes {
  /** What a call might change; not what is written in the background. */
  private static final String STORED =
      """
      SELECT concat_ws(' ',
               (SELECT count(*) FROM audit_log),
               (SELECT count(*) FROM events),
               (SELECT count(*) FROM bulk_actions),
               (SELECT version FROM subscription_version),
               (SELECT md5(string_agg(w::text, '' ORDER BY id)) FROM webhooks w),
               (SELECT md5(string_agg(d::text, '' ORDER BY id)) FROM deliveries d),
               (SELECT md5(string_agg(concat(id, expires_at, revoked_at), '' ORDER BY id))
                  FROM api_keys),
               (SELECT md5(string_agg(concat(id, name, role, password_hash, disabled_at), '' ORDER BY id))
                  FROM people))
      """;

  private final RequestMappingHandlerMapping mapping;
  private final Api api;
  private final StoredDeliveries stored;
  private final JdbcClient database;

  Routes(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
      Api api,
      StoredDeliveries stored,
      JdbcClient database) {
    this.mapping = mapping;
    this.api = api;
    this.stored = stored;
    this.database = database;
  }

  /** One of them. */
  public record Route(String method, String path, HandlerMethod handler) {
    public boolean isRead() {
      return method.equals("GET");
    }

    /** The scope that its caller needs. */
    public Scope needs() {
      Needs needs = handler.getMethodAnnotation(Needs.class);
      return Objects.requireNonNull(needs, () -> this + " does not say which scope it needs")
          .value();
    }

    /** Whether it posts events, of which there are too many for the audit log. */
    public boolean isIngest() {
      return needs() == Scope.WRITE_EVENTS;
    }

    /** What the OpenAPI document says of it. */
    public JsonNode description() {
      return Objects.requireNonNull(Contract.ofTheApi().operations().get(toString()), toString());
    }

    /** As it stands in the OpenAPI document. */
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** Those that need a caller. */
  public List<Route> ofCallers() {
    return all().stream()
        .filter(route -> !route.handler().hasMethodAnnotation(Anybody.class))
        .toList();
  }

  /** All of them. */
  public List<Route> all() {
    return mapping.getHandlerMethods().entrySet().stream()
        .filter(entry -> entry.getValue().getBeanType().getName().startsWith("relay."))
        .flatMap(entry -> routes(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  /** What stands in the database, to see whether a call changed it. */
  public String stored() {
    return database.sql(STORED).query(String.class).single();
  }

  private static List<Route> routes(RequestMappingInfo info, HandlerMethod handler) {
    return info.getMethodsCondition().getMethods().stream()
        .flatMap(
            method ->
                info.getPatternValues().stream()
                    .map(path -> path.replaceAll("\\{(\\w+):[^}]+}", "{$1}"))
                    .map(path -> new Route(method.name(), path, handler)))
        .toList();
  }

  /** A request that does what the route is for, to something that was made for it. */
  public HttpRequest.Builder request(Route route) {
    return request(route, object(route));
  }

  /** A request that does what the route is for, to the thing with this id. */
  public HttpRequest.Builder request(Route route, String id) {
    HttpRequest.Builder request = api.request(route.path().replace("{id}", id));
    JsonNode example = route.description().at("/requestBody/content/application~1json/example");
    return example.isMissingNode()
        ? request.method(route.method(), BodyPublishers.noBody())
        : request
            .header("Content-Type", "application/json")
            .method(
                route.method(),
                BodyPublishers.ofString(
                    example.toString().replace("ada@example.com", Api.newUserName())));
  }

  private String object(Route route) {
    if (!route.path().contains("{id}")) {
      return "";
    }
    String type = Api.newType();
    return switch (route.path().split("/", 3)[1]) {
      case "webhooks" -> api.webhook(type).toString();
      case "deliveries" ->
          stored
              .delivery(
                  api.event(type),
                  api.webhook(type),
                  route.path().endsWith("cancel")
                      ? DeliveryState.RETRYING
                      : DeliveryState.EXHAUSTED)
              .toString();
      case "events" -> {
        api.webhook(type);
        EventId event = api.event(type, "\"a payload\"");
        stored.fanOut(event);
        yield event.toString();
      }
      case "bulk-actions" ->
          // Of nothing: what is exhausted in other tests stays so.
          api.post(
                  "/bulk-actions",
                  """
                  {"action": "retry", "filter": {"state": "exhausted", "to": "2020-01-01T00:00:00Z"}}
                  """)
              .is(201)
              .text("id");
      case "keys" -> api.key(Scope.READ).text("id");
      case "people" -> api.person().toString();
      default -> throw new AssertionError(route + ": say here what its id is of");
    };
  }
}
