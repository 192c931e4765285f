package relay.api.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Callers;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.problem.Problem;
import relay.model.Tenant;
import tools.jackson.databind.json.JsonMapper;

/**
 * GET /stream. Each listener has the virtual thread of its request, so one that reads slowly holds
 * up nobody.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
@RestController
class StreamApi implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(StreamApi.class);

  /** A tenant gets half of them at most; each holds a connection. */
  private static final int MAX_LISTENERS = 400;

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
  private static final String COMMENT = ": still here\n\n";

  /**
   * With the half second for which a key or a session may be remembered, whoever is locked out
   * hears nothing more within a second.
   */
  private static final Duration STILL_ALLOWED = Duration.ofMillis(400);

  private final Newsroom newsroom;
  private final Callers callers;
  private final JsonMapper json;
  private final Places places = new Places(MAX_LISTENERS);
  private final Set<Thread> listening = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  StreamApi(Newsroom newsroom, Callers callers, JsonMapper json) {
    this.newsroom = newsroom;
    this.callers = callers;
    this.json = json;
  }

  @GetMapping("/stream")
  @Needs(Scope.READ)
  void stream(Caller caller, HttpServletRequest request, HttpServletResponse response) {
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setHeader("Cache-Control", "no-store");
    // nginx would else keep it back until its buffer is full.
    response.setHeader("X-Accel-Buffering", "no");
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    if (!places.take(caller.tenant())) {
      throw Problem.unavailable(
          "Too many pages or clients listen already; close some, or try again later.");
    }
    newsroom.join(caller.tenant());
    listening.add(Thread.currentThread());
    try {
      tell(caller.tenant(), request, response.getOutputStream());
    } catch (IOException gone) {
      log.debug("A listener has gone", gone);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      listening.remove(Thread.currentThread());
      newsroom.leave(caller.tenant());
      places.giveBack(caller.tenant());
    }
  }

  private void tell(Tenant tenant, HttpServletRequest request, OutputStream out)
      throws IOException, InterruptedException {
    write(out, COMMENT);
    long written = System.nanoTime();
    @Nullable News known = null;
    while (running && mayListen(tenant, request)) {
      News news = newsroom.await(tenant, known, STILL_ALLOWED);
      boolean silent = System.nanoTime() - written >= SIGN_OF_LIFE.toNanos();
      if (news != null || silent) {
        write(out, news == null ? COMMENT : event(news));
        written = System.nanoTime();
        known = news == null ? known : news;
      }
    }
  }

  /** Who cannot be asked about is let go as well; clients come again. */
  private boolean mayListen(Tenant tenant, HttpServletRequest request) {
    try {
      return callers
          .again(request)
          .filter(caller -> caller.tenant().equals(tenant))
          .map(caller -> caller.has(Scope.READ))
          .orElse(false);
    } catch (RuntimeException refused) {
      log.debug("A listener may listen no more", refused);
      return false;
    }
  }

  private String event(News news) {
    return "event: news\ndata: %s\n\n".formatted(json.writeValueAsString(news));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  @Override
  public void start() {
    running = true;
  }

  /** Before the server waits for requests to end, which these would not do by themselves. */
  @Override
  public void stop() {
    running = false;
    listening.forEach(Thread::interrupt);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
