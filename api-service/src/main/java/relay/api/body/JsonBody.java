package relay.api.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import relay.api.problem.Kind;
import relay.api.problem.Problem;

/** Reads the bytes of a request's body that is declared as JSON. */
public final class JsonBody {
  /** How a PATCH may declare its body; RFC 7396. */
  private static final MediaType MERGE_PATCH = new MediaType("application", "merge-patch+json");

  /** RFC 8259, section 8.1: senders must not add it. */
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** One for the process, as the heap is. */
  static final BodyMemory MEMORY = BodyMemory.ofHeap();

  private JsonBody() {}

  /**
   * The whole body, of which no more is read than the limit allows, whatever its headers say.
   *
   * @throws Problem if it is not declared as JSON, too large, broken off, or not UTF-8, or if large
   *     bodies of other requests take all memory that there is for them
   */
  public static byte[] read(HttpServletRequest request, int limitBytes) {
    requireJson(request);
    if (request.getContentLengthLong() > limitBytes) {
      throw Problem.tooLarge("The body", limitBytes);
    }
    takeMemory(request, limitBytes);
    byte[] body;
    try {
      body = request.getInputStream().readNBytes(limitBytes + 1);
    } catch (IOException brokenOff) {
      throw Problem.invalid("body", "ended before it was complete");
    }
    if (body.length > limitBytes) {
      throw Problem.tooLarge("The body", limitBytes);
    }
    requireUtf8(body);
    return body;
  }

  private static void requireJson(HttpServletRequest request) {
    if (!isJson(request.getContentType(), request.getMethod())) {
      throw new Problem(
          Kind.UNSUPPORTED_MEDIA_TYPE,
          "Send the header Content-Type: application/json, without a charset or with UTF-8.");
    }
    String coding = request.getHeader("Content-Encoding");
    if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
      throw new Problem(
          Kind.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, without Content-Encoding.");
    }
  }

  private static void takeMemory(HttpServletRequest request, int limitBytes) {
    long declared = request.getContentLengthLong();
    Runnable giveBack = MEMORY.take(declared < 0 ? limitBytes : declared);
    RequestContextHolder.currentRequestAttributes()
        .registerDestructionCallback(
            BodyMemory.class.getName(), giveBack, RequestAttributes.SCOPE_REQUEST);
  }

  /** Whether there is no body; one without a type is refused when it is read. */
  static boolean isAbsent(HttpServletRequest request) {
    try {
      return request.getContentType() == null && request.getInputStream().read() == -1;
    } catch (IOException brokenOff) {
      return false;
    }
  }

  private static boolean isJson(@Nullable String contentType, String method) {
    try {
      MediaType type = MediaType.parseMediaType(contentType == null ? "" : contentType);
      boolean json =
          type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
              || (method.equals("PATCH") && type.equalsTypeAndSubtype(MERGE_PATCH));
      return json && (type.getCharset() == null || type.getCharset().equals(UTF_8));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  /** Jackson reads some malformed sequences, which PostgreSQL and receivers would not. */
  private static void requireUtf8(byte[] body) {
    if (Arrays.mismatch(body, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length) {
      throw Problem.invalid("body", "starts with a byte order mark; send it without");
    }
    try {
      var _ = UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException malformed) {
      throw Problem.invalid("body", "is not UTF-8");
    }
  }
}
