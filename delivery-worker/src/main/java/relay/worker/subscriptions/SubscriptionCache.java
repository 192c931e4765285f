package relay.worker.subscriptions;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import relay.loop.BackgroundLoop;

/**
 * The webhooks as this worker knows them. It asks for their version four times a second, so that a
 * change reaches attempts that wait within a second; an event that was accepted after a change does
 * not depend on that, see {@link #atLeast}. Thread-safe.
 */
@Component
public class SubscriptionCache {
  private static final Duration POLL = Duration.ofMillis(250);

  private final SubscriptionReader reader;
  private final BackgroundLoop polling;
  private volatile Subscriptions current;

  SubscriptionCache(SubscriptionReader reader) {
    this.reader = reader;
    this.current = reader.read();
    this.polling = BackgroundLoop.start("subscription-poll", POLL, this::poll);
  }

  /** What is known now. */
  public Subscriptions current() {
    return current;
  }

  /**
   * The webhooks at this version or a later one: what an event stamped with it is matched against.
   */
  public Subscriptions atLeast(long version) {
    Subscriptions known = current;
    return known.version() >= version ? known : reloadIfOlder(version);
  }

  private boolean poll() {
    if (reader.version() != current.version()) {
      reload();
    }
    return false;
  }

  private synchronized Subscriptions reloadIfOlder(long version) {
    if (current.version() < version) {
      reload();
    }
    return current;
  }

  private synchronized void reload() {
    current = reader.read();
  }

  @PreDestroy
  void close() {
    polling.close();
  }
}
