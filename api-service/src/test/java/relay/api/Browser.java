package relay.api;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/** Calls the service as the dashboard does: with cookies, and with no key. Not thread-safe. */
public final class Browser {
  private final Api api;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();

  Browser(Api api) {
    this.api = api;
  }

  /** Opens the login page and sends its form. */
  public Api.Answer logIn(String userName, String password) {
    get("/session");
    return post(
        "/session", "{\"userName\":\"%s\",\"password\":\"%s\"}".formatted(userName, password));
  }

  public Api.Answer get(String path) {
    return send(request(path));
  }

  public Api.Answer post(String path, String json) {
    return send("POST", path, json);
  }

  public Api.Answer put(String path, String json) {
    return send("PUT", path, json);
  }

  public Api.Answer patch(String path, String json) {
    return send("PATCH", path, json);
  }

  public Api.Answer delete(String path) {
    return send(proven(request(path)).DELETE());
  }

  private Api.Answer send(String method, String path, String json) {
    BodyPublisher body = BodyPublishers.ofString(json);
    return send(
        proven(request(path)).header("Content-Type", "application/json").method(method, body));
  }

  /** Sends a request as it is, with the cookies. */
  public Api.Answer send(HttpRequest.Builder request) {
    return api.send(http, request);
  }

  /** A request without a key. */
  public HttpRequest.Builder request(String path) {
    return Api.withoutKey(api.request(path));
  }

  /** Goes to another server, or where one has sent it to. */
  public HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Api.PATIENCE);
  }

  private HttpRequest.Builder proven(HttpRequest.Builder request) {
    cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
    return request;
  }

  /** The value of a cookie. */
  public Optional<String> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /** Plants a cookie, as an attacker would. */
  public void plant(String name, String value) {
    HttpCookie cookie = new HttpCookie(name, value);
    cookie.setPath("/");
    // As the JDK calls a host without a dot.
    cookie.setDomain("localhost.local");
    cookie.setVersion(0);
    cookies.getCookieStore().add(request("/").build().uri(), cookie);
  }
}
