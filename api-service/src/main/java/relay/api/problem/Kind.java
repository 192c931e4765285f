package relay.api.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The kinds of problems, each with a type URI that clients may rely on. */
public enum Kind {
  VALIDATION("validation", HttpStatus.BAD_REQUEST, "The request is not valid"),
  UNAUTHORIZED("unauthorized", HttpStatus.UNAUTHORIZED, "It is not known who calls"),
  FORBIDDEN("forbidden", HttpStatus.FORBIDDEN, "The caller may not do this"),
  NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "There is no such thing"),
  METHOD_NOT_ALLOWED(
      "method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
  NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "Only JSON can be answered"),
  TIMEOUT("timeout", HttpStatus.REQUEST_TIMEOUT, "The request did not arrive in time"),
  CONFLICT("conflict", HttpStatus.CONFLICT, "The state does not allow it"),
  TOO_LARGE("too-large", HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not JSON"),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused",
      HttpStatus.UNPROCESSABLE_CONTENT,
      "The idempotency key belongs to another request"),
  TOO_MANY_REQUESTS(
      "too-many-requests", HttpStatus.TOO_MANY_REQUESTS, "There are too many requests"),
  UNAVAILABLE("unavailable", HttpStatus.SERVICE_UNAVAILABLE, "Try again later"),
  INTERNAL("internal", HttpStatus.INTERNAL_SERVER_ERROR, "A fault of the relay");

  private final URI type;
  private final HttpStatus status;
  private final String title;

  Kind(String name, HttpStatus status, String title) {
    this.type = URI.create("urn:relay:problem:" + name);
    this.status = status;
    this.title = title;
  }

  /** The kind for a status that another part of the server chose. */
  public static Kind of(HttpStatusCode status) {
    for (Kind kind : values()) {
      if (kind.status.isSameCodeAs(status)) {
        return kind;
      }
    }
    return status.is4xxClientError() ? VALIDATION : INTERNAL;
  }

  URI type() {
    return type;
  }

  /** The status of its answers. */
  public HttpStatus status() {
    return status;
  }

  String title() {
    return title;
  }
}
