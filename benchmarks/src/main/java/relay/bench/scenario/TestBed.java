package relay.bench.scenario;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import relay.bench.limit.Limits;
import relay.bench.load.Arrivals;
import relay.bench.load.Load;
import relay.bench.load.Payload;
import relay.bench.load.Receivers;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.ServiceProcess;
import relay.stack.StackOptions;
import relay.stack.client.RelayApi;
import relay.stack.process.StackException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A relay of its own, with the endpoints that it delivers to. */
public final class TestBed implements AutoCloseable {
  /** No limit of one caller gets in the way. */
  private static final Map<String, String> UNLIMITED =
      Map.of("RELAY_LIMITS_REQUESTS_PER_SECOND", "1000000");

  private static final int WARM_UP_CLIENTS = 64;
  private static final Duration ARRIVED_WITHIN = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Path data;
  private final LocalStack stack;
  private final Receivers receivers;
  private final Duration warmUp;
  private final Duration time;
  private final Consumer<String> say;
  private final Limits limits;

  private TestBed(
      Path data,
      LocalStack stack,
      Receivers receivers,
      Duration warmUp,
      Duration time,
      Consumer<String> say,
      Limits limits) {
    this.data = data;
    this.stack = stack;
    this.receivers = receivers;
    this.warmUp = warmUp;
    this.time = time;
    this.say = say;
    this.limits = limits;
  }

  /**
   * Starts it and measures its limits.
   *
   * @param data an empty folder
   * @param environment of both services
   * @param warmUp how long its limits warm up, and then the relay
   * @param time how long each thing is measured
   */
  public static TestBed start(
      Path data,
      Map<String, String> environment,
      Duration warmUp,
      Duration time,
      Consumer<String> say)
      throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(UNLIMITED);
    Receivers receivers = new Receivers();
    LocalStack stack = LocalStack.start(StackOptions.in(data).withEnvironment(all), say);
    try {
      return new TestBed(
          data,
          stack,
          receivers,
          warmUp,
          time,
          say,
          Limits.measure(stack, receivers, warmUp, time.dividedBy(2), say));
    } catch (Exception failure) {
      stack.close();
      receivers.close();
      throw failure;
    }
  }

  /** Lets single events go all their way, as many as are taken. */
  public void warmUp() throws InterruptedException {
    if (warmUp.isZero()) {
      return;
    }
    say("The relay warms up for %d s".formatted(warmUp.toSeconds()));
    String type = "bench.warm-up";
    String webhook = subscribe(type, type, 0);
    try (Load load = events(WARM_UP_CLIENTS)) {
      awaitArrivals(type, load.during(Payload.of(type)::at, warmUp).accepted());
    }
    api().delete("/webhooks/" + webhook);
  }

  LocalStack stack() {
    return stack;
  }

  /** Starts another delivery-worker beside the first; whoever asked for it stops it. */
  ServiceProcess addWorker(int port) throws InterruptedException {
    return stack.add(Service.WORKER, port, StackOptions.in(data).workerJar(), Map.of());
  }

  Receivers receivers() {
    return receivers;
  }

  public Limits limits() {
    return limits;
  }

  /** How long each thing is measured. */
  Duration time() {
    return time;
  }

  void say(String line) {
    say.accept(line);
  }

  RelayApi api() {
    return new RelayApi(stack.api(), stack.apiKey());
  }

  /** Begins to measure the machine, and the disk that the relay writes to. */
  MachineProbe probeMachine() {
    return new MachineProbe(data.resolve("probe"));
  }

  /** Posts single events. */
  Load events(int clients) {
    return load("/events", clients);
  }

  /** Posts batches. */
  Load batches(int clients) {
    return load("/events/batch", clients);
  }

  private Load load(String path, int clients) {
    return new Load(stack.api().resolve(path), stack.apiKey(), clients);
  }

  /** Subscribes an endpoint to the events of a type; the id of the webhook. */
  String subscribe(String type, String group, int number) throws InterruptedException {
    ObjectNode webhook =
        JsonMapper.shared().createObjectNode().put("url", receivers.url(group, number).toString());
    webhook.putArray("eventTypes").add(type);
    return api().post("/webhooks", webhook).get("id").asString();
  }

  /** While it is not enabled, what matches a webhook waits. */
  void enable(String webhook, boolean enabled) throws InterruptedException {
    var _ =
        api()
            .patch(
                "/webhooks/" + webhook,
                JsonMapper.shared().createObjectNode().put("enabled", enabled));
  }

  /**
   * Waits until so many events have arrived at a group.
   *
   * @throws StackException if they do not
   */
  Arrivals awaitArrivals(String group, long events) throws InterruptedException {
    Arrivals arrivals = receivers.arrivals(group);
    if (!arrivals.await(events, ARRIVED_WITHIN)) {
      throw new StackException(
          "%,d of %,d deliveries did not arrive within %d s: see the logs of the services."
              .formatted(events - arrivals.count(), events, ARRIVED_WITHIN.toSeconds()));
    }
    return arrivals;
  }

  /** Waits until every event that was accepted is fanned out. */
  void awaitFanOut() throws InterruptedException {
    long end = System.nanoTime() + ARRIVED_WITHIN.toNanos();
    while (isAnyWaiting()) {
      if (System.nanoTime() > end) {
        throw new StackException("Events stay in the outbox: see the logs of the services.");
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private boolean isAnyWaiting() {
    try (Connection connection = stack.postgres().connect();
        Statement statement = connection.createStatement();
        ResultSet waiting = statement.executeQuery("SELECT EXISTS (SELECT FROM outbox)")) {
      waiting.next();
      return waiting.getBoolean(1);
    } catch (SQLException failure) {
      throw unusable(failure);
    }
  }

  /** Of the database of the run. */
  static StackException unusable(SQLException failure) {
    return new StackException(
        "The database of the run cannot be used: %s".formatted(failure.getMessage()), failure);
  }

  @Override
  public void close() {
    stack.close();
    receivers.close();
  }
}
