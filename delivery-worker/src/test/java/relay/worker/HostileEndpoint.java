package relay.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import relay.worker.attempt.Reason;

/** What an endpoint can do to a worker, and what has to come of it. */
@SuppressWarnings("ImmutableEnumChecker") // Nobody changes how a server is started.
public enum HostileEndpoint {
  DRIPPING_HEADERS(Reason.TIMEOUT, out -> drip(out, Text.OK + "X-Slow: ", "x")),
  DRIPPING_BODY(Reason.TIMEOUT, out -> drip(out, Text.OK + "Content-Length: 10000\r\n\r\n", "x")),
  DRIPPING_CHUNKS(Reason.TIMEOUT, out -> drip(out, Text.CHUNKED, "1\r\nx\r\n")),

  BODY_OF_1_GIB(null, out -> endless(out, Text.OK + "Content-Length: 1073741824\r\n\r\n", "x")),
  ENDLESS_CHUNKS(null, out -> endless(out, Text.CHUNKED, "8\r\nxxxxxxxx\r\n")),
  ENDLESS_SIZE_OF_A_CHUNK(Reason.CONNECT, out -> endless(out, Text.CHUNKED, "0")),
  ENDLESS_TRAILERS(Reason.CONNECT, out -> endless(out, Text.CHUNKED + "0\r\n", "X-Many: 1\r\n")),
  COMPRESSED_BOMB(
      null,
      out -> {
        byte[] bomb = Text.bomb();
        out.write(
            (Text.OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n")
                .getBytes(UTF_8));
        out.write(bomb);
      }),

  ENDLESS_HEADERS(Reason.CONNECT, out -> endless(out, Text.OK, "X-Many: 1\r\n")),
  ENDLESS_HEADER(Reason.CONNECT, out -> endless(out, Text.OK + "X-Long: ", "x")),
  ENDLESS_LINES(Reason.CONNECT, out -> endless(out, "", "\r\n")),
  HEADERS_THAT_ARE_FEW_BUT_LARGE(
      Reason.CONNECT,
      out -> {
        String large = "X-Large: " + "x".repeat(15 * 1024) + "\r\n";
        out.write((Text.OK + large.repeat(50) + "Content-Length: 0\r\n\r\n").getBytes(UTF_8));
      }),
  ENDLESS_HINTS(
      Reason.CONNECT, out -> endless(out, "", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")),
  ENDLESS_CONTINUE(Reason.CONNECT, out -> endless(out, "", "HTTP/1.1 100 Continue\r\n\r\n")),

  NO_STATUS(Reason.CONNECT, out -> out.write("HTTP/1.1 000 x\r\n\r\n".getBytes(UTF_8))),
  TERMINAL_CODES(
      Reason.CONNECT,
      out -> out.write((Text.CHUNKED + "zz\r\u001b[2K ERROR forged\u001b[8m").getBytes(UTF_8))),

  CUT_OFF_BEFORE_AN_ANSWER(Reason.CONNECT, _ -> {}),
  CUT_OFF_IN_THE_STATUS(Reason.CONNECT, out -> out.write("HTTP/1.1 200".getBytes(UTF_8))),
  CUT_OFF_IN_A_HEADER(Reason.CONNECT, out -> out.write((Text.OK + "X-Cut: o").getBytes(UTF_8))),
  CUT_OFF_AFTER_A_HEADER(
      Reason.CONNECT, out -> out.write((Text.OK + "X-Cut: off\r\n").getBytes(UTF_8))),
  CUT_OFF_IN_THE_BODY(
      Reason.CONNECT,
      out -> out.write((Text.OK + "Content-Length: 100\r\n\r\nhello").getBytes(UTF_8))),
  CUT_OFF_IN_A_CHUNK(
      Reason.CONNECT, out -> out.write((Text.CHUNKED + "64\r\nhello").getBytes(UTF_8))),
  RESET(Reason.CONNECT, RawServer::resetting);

  /** Apart, since the constants come first. */
  private static final class Text {
    static final String OK = "HTTP/1.1 200 OK\r\n";
    static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final int UNPACKED_MIB = 16;

    /** Packed it is as large as what is kept of an answer. */
    static byte[] bomb() throws IOException {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        byte[] mib = new byte[1024 * 1024];
        for (int n = 0; n < UNPACKED_MIB; n++) {
          gzip.write(mib);
        }
      }
      return packed.toByteArray();
    }
  }

  private final @Nullable Reason reason;
  private final Supplier<RawServer> server;

  HostileEndpoint(@Nullable Reason reason, RawServer.Answer answer) {
    this(reason, () -> new RawServer(answer));
  }

  HostileEndpoint(@Nullable Reason reason, Supplier<RawServer> server) {
    this.reason = reason;
    this.server = server;
  }

  /** Why an attempt fails, or null if it succeeds, as one does that was answered with 200. */
  public @Nullable Reason reason() {
    return reason;
  }

  public RawServer start() {
    return server.get();
  }

  /** More often than any time-out between two bytes could be. */
  private static void drip(OutputStream out, String start, String drop)
      throws IOException, InterruptedException {
    out.write(start.getBytes(UTF_8));
    CountDownLatch never = new CountDownLatch(1);
    while (!never.await(50, TimeUnit.MILLISECONDS)) {
      out.write(drop.getBytes(UTF_8));
      out.flush();
    }
  }

  private static void endless(OutputStream out, String start, String part) throws IOException {
    out.write(start.getBytes(UTF_8));
    byte[] block = part.repeat(8 * 1024 / part.length()).getBytes(UTF_8);
    while (true) {
      out.write(block);
    }
  }
}
