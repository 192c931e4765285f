package relay.api.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import relay.api.problem.Kind;
import relay.api.problem.Problem;
import relay.fuzzing.Texts;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class BodyFuzzTest {
  private static final String JSON = "application/json";

  private final ObjectBody bodies = new ObjectBody(JsonMapper.shared());

  @Property
  void an_object_comes_back(@ForAll("texts") String text) {
    Optional<String> once = read(JSON, text.getBytes(UTF_8)).map(ObjectNode::toString);

    // Half a character, which JSON can escape, has no bytes.
    once.filter(UTF_8.newEncoder()::canEncode)
        .ifPresent(
            printed ->
                assertThat(read(JSON, printed.getBytes(UTF_8)).map(ObjectNode::toString))
                    .contains(printed));
  }

  @Property
  void bytes_are_read_or_refused(@ForAll @Size(max = 60) byte[] body) {
    read(JSON, body);
  }

  @Property
  void a_body_is_read_only_if_it_is_declared_as_json(@ForAll("contentTypes") String contentType) {
    if (read(contentType, "{}".getBytes(UTF_8)).isPresent()) {
      // Spring passes over control characters before it, which Tomcat lets nobody send.
      assertThat(contentType.trim().toLowerCase(Locale.ROOT)).startsWith(JSON);
    }
  }

  @Example
  void endless_bodies_are_refused() {
    Texts.endless("{\"a\":")
        .forEach(text -> assertThat(read(JSON, text.getBytes(UTF_8))).isEmpty());
    Texts.endless(JSON).forEach(type -> read(type, "{}".getBytes(UTF_8)));
  }

  private Optional<ObjectNode> read(String contentType, byte[] body) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
    request.addHeader("Content-Type", contentType);
    request.setContent(body);
    ServletRequestAttributes underWay = new ServletRequestAttributes(request);
    RequestContextHolder.setRequestAttributes(underWay);
    try {
      return Optional.of(bodies.read(request));
    } catch (Problem refusal) {
      assertThat(refusal.kind()).isIn(Kind.VALIDATION, Kind.TOO_LARGE, Kind.UNSUPPORTED_MEDIA_TYPE);
      assertThat(refusal.getMessage()).isNotBlank().hasSizeLessThan(1_000);
      return Optional.empty();
    } finally {
      underWay.requestCompleted();
      RequestContextHolder.resetRequestAttributes();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.near(
        "{\"url\":\"http://a/\",\"eventTypes\":[\"a\",\"b\"],\"headers\":{\"a\":null}}",
        "{\"timeoutSeconds\":15,\"enabled\":true}",
        "{\"n\":[1e10,-0.5,{}]}",
        "{}");
  }

  @Provide
  Arbitrary<String> contentTypes() {
    return Arbitraries.oneOf(
        Texts.near(JSON, "application/json;charset=utf-8", "application/json; a=\"b\""),
        Texts.near("application/merge-patch+json", "text/plain", "*/*"));
  }
}
