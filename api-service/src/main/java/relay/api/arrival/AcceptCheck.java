package relay.api.arrival;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a change whose answer the caller does not accept before it is made: Spring finds out only
 * when it writes the answer, and then a {@code 406} would have stored an event. Thread-safe.
 */
final class AcceptCheck implements HandlerInterceptor {
  private static final Set<String> CHANGES_NOTHING = Set.of("GET", "HEAD", "OPTIONS");

  private final ContentNegotiationStrategy accepted = new HeaderContentNegotiationStrategy();

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws HttpMediaTypeNotAcceptableException {
    if (CHANGES_NOTHING.contains(request.getMethod())) {
      return true;
    }
    List<MediaType> types = accepted.resolveMediaTypes(new ServletWebRequest(request));
    if (types.stream().noneMatch(type -> type.isCompatibleWith(MediaType.APPLICATION_JSON))) {
      throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
    }
    return true;
  }
}
