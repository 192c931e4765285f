package relay.stack.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.StackOptions;
import relay.stack.chaos.Fault.Kind;
import relay.stack.chaos.Fault.Target;
import relay.stack.ledger.Disturbance;
import relay.stack.process.Ports;

/**
 * One run of the fault test: two of each service, PostgreSQL and Kafka behind wires and on small
 * disks, a producer, a receiver, and one fault after another.
 */
public final class ChaosRun {
  /** The shortest that the worker allows. */
  private static final Duration LEASE = Duration.ofSeconds(35);

  private static final Duration PAST_THE_LEASE = LEASE.plusSeconds(3);

  /** Less than what the receivers' libraries allow the clock of a sender to be off. */
  private static final int MOST_SKEW_SECONDS = 240;

  /** As many are made, however long that takes: a service may need a minute to start. */
  private static final int LEAST_FAULTS = 4;

  /** They start often here, and what the second compiler gains comes long after. */
  static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private final ChaosOptions options;
  private final Consumer<String> say;
  private final Random random;
  private final List<Disturbance> disturbances = new ArrayList<>();

  /**
   * Prepares a run.
   *
   * @param say receives a line on each thing that happens
   */
  public ChaosRun(ChaosOptions options, Consumer<String> say) {
    this.options = options;
    this.say = say;
    this.random = new Random(options.seed());
  }

  /** Runs it to its end. */
  public ChaosReport run() throws InterruptedException {
    try (Victims victims = Victims.prepare(options.folder())) {
      if (!victims.canBeFilled()) {
        say.accept("No disk is filled: only Linux's superuser can mount a small one.");
      }
      StackOptions stackOptions =
          StackOptions.in(options.folder())
              .withPorts(victims.ports())
              .withDetours(victims.detours())
              .withEnvironment(
                  Map.of(
                      "RELAY_DISPATCH_LEASE",
                      LEASE.toSeconds() + "s",
                      "RELAY_RETRY_SCHEDULE",
                      Trial.SCHEDULE,
                      "RELAY_OUTBOX_SWEEP_AFTER",
                      "2s",
                      "RELAY_OUTBOX_SWEEP_CAP",
                      "5s",
                      "RELAY_INVARIANT_EVERY",
                      "5s",
                      "JAVA_TOOL_OPTIONS",
                      QUICK_START));
      try (LocalStack stack = LocalStack.start(stackOptions, say)) {
        return run(stack, stackOptions, victims);
      }
    }
  }

  private ChaosReport run(LocalStack stack, StackOptions stackOptions, Victims victims)
      throws InterruptedException {
    int secondApi = Ports.free();
    victims.add(Target.POSTGRESQL, stack.process(Service.POSTGRESQL));
    victims.add(Target.KAFKA, stack.process(Service.KAFKA));
    victims.add(Target.API, stack.process(Service.API));
    victims.add(Target.WORKER, stack.process(Service.WORKER));
    victims.add(
        Target.SECOND_API,
        stack.add(Service.API, secondApi, stackOptions.apiJar(), skewed(Target.SECOND_API)));
    victims.add(
        Target.SECOND_WORKER,
        stack.add(
            Service.WORKER, Ports.free(), stackOptions.workerJar(), skewed(Target.SECOND_WORKER)));
    Trial trial =
        Trial.begin(
            stack,
            List.of(stack.api(), LocalStack.url(secondApi)),
            options.eventsPerSecond(),
            options.folder());
    victims.add(Target.RECEIVER, trial.receiver());
    disturb(victims, stack, Instant.now().plus(options.lasts()));
    trial.awaitFlow();
    return trial.end(options.seed(), disturbances, say);
  }

  private Map<String, String> skewed(Target whose) {
    int seconds = random.nextInt(60, MOST_SKEW_SECONDS) * (random.nextBoolean() ? 1 : -1);
    say.accept("The clock of %s is off by %+d s".formatted(whose.words(), seconds));
    return SkewedClock.environment(Duration.ofSeconds(seconds), options.folder());
  }

  private void disturb(Victims victims, LocalStack stack, Instant end) throws InterruptedException {
    Plan plan = new Plan(random, victims.canBeFilled());
    Instant middle = end.minus(options.lasts().dividedBy(2));
    boolean wiped = false;
    while (Instant.now().isBefore(end) || disturbances.size() < LEAST_FAULTS) {
      Thread.sleep(Duration.ofMillis(random.nextInt(1_000, 5_000)));
      boolean wipe = !wiped && Instant.now().isAfter(middle);
      wiped |= wipe;
      strike(wipe ? new Fault(Kind.WIPE, Target.KAFKA) : plan.next(), victims, stack);
    }
  }

  private void strike(Fault fault, Victims victims, LocalStack stack) throws InterruptedException {
    say.accept("FAULT %s".formatted(fault));
    Instant from = Instant.now();
    victims.strike(fault, hold(fault), stack);
    Instant to = Instant.now();
    disturbances.add(new Disturbance(fault.toString(), fault.repeats(), from, to));
    say.accept(
        "      %s: all runs again after %s"
            .formatted(fault, ChaosReport.seconds(Duration.between(from, to))));
  }

  private Duration hold(Fault fault) {
    boolean worker = fault.target() == Target.WORKER || fault.target() == Target.SECOND_WORKER;
    return fault.kind() == Kind.FREEZE && worker
        ? PAST_THE_LEASE
        : Duration.ofMillis(random.nextInt(3_000, 12_000));
  }
}
