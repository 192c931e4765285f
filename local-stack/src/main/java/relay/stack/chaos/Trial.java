package relay.stack.chaos;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import relay.stack.LocalStack;
import relay.stack.ServiceProcess;
import relay.stack.client.RelayApi;
import relay.stack.ledger.Balance;
import relay.stack.ledger.Delay;
import relay.stack.ledger.Disturbance;
import relay.stack.ledger.Entry;
import relay.stack.ledger.Ledger;
import relay.stack.process.Ports;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A producer and a receiver with their ledgers, around a relay that something is done to. */
final class Trial {
  /** All attempts of {@link #SCHEDULE}, and a lease before each of the last. */
  private static final Duration ENDED_WITHIN = Duration.ofMinutes(4);

  private static final Duration FLOWS_WITHIN = Duration.ofMinutes(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** Attempts over a minute, so that an outage of one does not exhaust what can still arrive. */
  static final String SCHEDULE = "0s,1s,2s,4s,8s,15s,30s";

  private final LocalStack stack;
  private final Path folder;
  private final ServiceProcess receiver;
  private final Ledger ledger;
  private final Load load;

  private Trial(LocalStack stack, Path folder, ServiceProcess receiver, Ledger ledger, Load load) {
    this.stack = stack;
    this.folder = folder;
    this.receiver = receiver;
    this.ledger = ledger;
    this.load = load;
  }

  /**
   * Subscribes a receiver and starts to post.
   *
   * @param apis which take turns
   */
  static Trial begin(LocalStack stack, List<URI> apis, int eventsPerSecond, Path folder)
      throws InterruptedException {
    int port = Ports.free();
    ServiceProcess receiver = stack.add(Receiver.program(folder, port));
    try (Connection connection = stack.postgres().connect()) {
      Shown.watch(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("The database of the run cannot be used.", failure);
    }
    subscribe(stack, port, folder);
    Ledger ledger = Ledger.open(tried(folder));
    Load load = new Load(apis, stack.apiKey(), ledger);
    load.start(eventsPerSecond);
    return new Trial(stack, folder, receiver, ledger, load);
  }

  private static void subscribe(LocalStack stack, int port, Path folder)
      throws InterruptedException {
    RelayApi api = new RelayApi(stack.api(), stack.apiKey());
    for (Endpoint endpoint : Endpoint.values()) {
      ObjectNode webhook = JsonMapper.shared().createObjectNode();
      webhook.put("url", Receiver.url(endpoint, port).toString());
      endpoint.types().forEach(webhook.putArray("eventTypes")::add);
      String secret = api.post("/webhooks", webhook).get("secret").asString();
      Receiver.trust(folder, endpoint, secret);
    }
  }

  private static Path tried(Path folder) {
    return folder.resolve("producer.ledger");
  }

  ServiceProcess receiver() {
    return receiver;
  }

  /**
   * From now on these are called in turn. Returns when the calls to the others have ended: a load
   * balancer waits for that before a service is stopped.
   */
  void turnTo(List<URI> apis) {
    load.turnTo(apis);
  }

  /** Waits until an event has arrived that was posted from now on, or no longer than a minute. */
  void awaitFlow() throws InterruptedException {
    Disturbance past = new Disturbance("all that was", false, Instant.now(), Instant.now());
    Instant deadline = past.to().plus(FLOWS_WITHIN);
    while (flows(past).isEmpty() && Instant.now().isBefore(deadline)) {
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private Optional<Duration> flows(Disturbance past) {
    return Delay.after(
            List.of(past), Ledger.read(tried(folder)), Ledger.read(Receiver.ledger(folder)))
        .getFirst()
        .until();
  }

  /** Posts no more, waits until nothing is on its way any more, and draws the balance. */
  ChaosReport end(long seed, List<Disturbance> disturbances, Consumer<String> say)
      throws InterruptedException {
    load.close();
    ledger.close();
    Shown shown = Shown.awaitEnd(stack.postgres(), ENDED_WITHIN, say);
    List<Entry> producer = Ledger.read(tried(folder));
    List<Entry> received = Ledger.read(Receiver.ledger(folder));
    return new ChaosReport(
        seed,
        Balance.of(
            producer, received, shown.events(), shown.deliveries(), Post::endpoints, disturbances),
        shown.changedAfterSuccess(),
        shown.auditDifference(),
        Delay.after(disturbances, producer, received));
  }
}
