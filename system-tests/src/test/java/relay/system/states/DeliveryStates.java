package relay.system.states;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ChangeDetector;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import relay.model.DeliveryState;
import relay.system.states.Model.Ending;
import relay.system.states.Model.Fate;
import relay.worker.retry.NextStep;

/** Holds the relay against the table of the design, on real statements, in virtual time. */
class DeliveryStates {
  private static final int WEBHOOKS = 2;

  private static @Nullable Relay relay;

  @BeforeContainer
  static void start() throws IOException, InterruptedException {
    relay = Relay.start();
  }

  @AfterContainer
  static void stop() {
    if (relay != null) {
      relay.close();
    }
  }

  @Property(tries = 200)
  void no_sequence_of_actions_leads_out_of_the_table(
      @ForAll("sequences") ActionChain<Model> sequence) {
    Model model = sequence.run();

    model.taken().forEach(Statistics::collect);
    Statistics.coverage(
        coverage -> Move.table().forEach(taken -> coverage.check(taken).count(n -> n > 0)));
  }

  @Provide
  Arbitrary<ActionChain<Model>> sequences() {
    return ActionChain.startWith(() -> new Model(Objects.requireNonNull(relay), WEBHOOKS))
        .withAction(4, act("accept", Model::takesEvents, ordered(), Model::accept))
        .withAction(8, act("fan out", Model::hasEvents, fanOuts(), FanOut::on))
        .withAction(16, act("claim", Model::hasDeliveries, claims(), Claiming::on))
        .withAction(14, act("finish", Model::isUnderWay, endings(), Model::finish))
        .withAction(2, act("record again", Model::hasRecorded, Model::recordAgain))
        .withAction(6, act("lapse", Model::isUnderWay, Model::lapse))
        .withAction(6, act("release", Model::isUnderWay, index(), Model::release))
        .withAction(8, act("advance", Model::hasDeliveries, times(), Model::advance))
        .withAction(4, act("take back", Model::hasDeliveries, Model::takeBackLapsed))
        .withAction(10, act("retry", Model::hasDeliveries, index(), Model::retry))
        .withAction(3, act("cancel", Model::hasDeliveries, index(), Model::cancel))
        .withAction(6, act("replay", Model::hasEvents, replays(), Replay::on))
        .withAction(2, act("disable", Model::hasEvents, webhook(), Model::disable))
        .withAction(3, act("enable", Model::hasEvents, webhook(), Model::enable))
        .withAction(1, act("delete", Model::hasDeliveries, webhook(), Model::delete))
        .withAction(2, act("cancel deleted", Model::hasDeliveries, Model::cancelForDeletedWebhooks))
        .withMaxTransformations(30)
        .improveShrinkingWith(Changes::new);
  }

  private static <A> Act<A> act(
      String name, Predicate<Model> possible, Arbitrary<A> arguments, BiConsumer<Model, A> effect) {
    return new Act<>(name, possible, arguments, effect);
  }

  private static Act<String> act(String name, Predicate<Model> possible, Consumer<Model> effect) {
    return act(name, possible, Arbitraries.just(""), (model, _) -> effect.accept(model));
  }

  /** What has changed nothing is left out first where a sequence that fails is made shorter. */
  private static final class Changes implements ChangeDetector<Model> {
    private String before = "";

    @Override
    public void before(Model model) {
      before = model.toString();
    }

    @Override
    public boolean hasChanged(Model model) {
      return !model.toString().equals(before);
    }
  }

  private record FanOut(int event, List<Fate> fates) {
    static void on(Model model, FanOut fanOut) {
      model.fanOut(fanOut.event(), fanOut.fates());
    }
  }

  private record Claiming(DeliveryState state, List<List<Integer>> slotsOfWorkers) {
    static void on(Model model, Claiming claiming) {
      model.claim(claiming.state(), claiming.slotsOfWorkers());
    }
  }

  private record Replay(int event, List<Integer> webhooks) {
    static void on(Model model, Replay replay) {
      model.replay(replay.event(), replay.webhooks());
    }
  }

  /** One of as many as there are. */
  private static Arbitrary<Integer> index() {
    return Arbitraries.integers().between(0, WEBHOOKS * Model.MOST_EVENTS - 1);
  }

  private static Arbitrary<Integer> webhook() {
    return Arbitraries.integers().between(0, WEBHOOKS - 1);
  }

  private static Arbitrary<Boolean> ordered() {
    return Arbitraries.of(false, true);
  }

  private static Arbitrary<FanOut> fanOuts() {
    return Combinators.combine(index(), fates().list().ofSize(WEBHOOKS)).as(FanOut::new);
  }

  private static Arbitrary<Fate> fates() {
    return Arbitraries.frequency(
        Tuple.of(1, Fate.UNMATCHED), Tuple.of(3, Fate.WAITS), Tuple.of(2, Fate.CLAIMED));
  }

  /** Two workers, each with room for some of each webhook. */
  private static Arbitrary<Claiming> claims() {
    Arbitrary<List<Integer>> slots = Arbitraries.integers().between(0, 2).list().ofSize(WEBHOOKS);
    return Combinators.combine(
            Arbitraries.of(DeliveryState.PENDING, DeliveryState.RETRYING), slots.list().ofSize(2))
        .as(Claiming::new);
  }

  private static Arbitrary<List<Ending>> endings() {
    Arbitrary<NextStep> next =
        Arbitraries.of(
            new NextStep.Done(),
            new NextStep.TryAgain(Duration.ZERO),
            new NextStep.TryAgain(Duration.ofSeconds(5)),
            new NextStep.TryAgain(Duration.ofMinutes(5)),
            new NextStep.GiveUp());
    return Combinators.combine(index(), next).as(Ending::new).list().ofMinSize(1).ofMaxSize(3);
  }

  /** Up to the end of a lease or a pause and a little beyond. */
  private static Arbitrary<Duration> times() {
    return Arbitraries.of(
        Duration.ofMillis(1),
        Duration.ofSeconds(5),
        Relay.LEASE,
        Relay.LEASE.plusMillis(1),
        Duration.ofMinutes(5));
  }

  private static Arbitrary<Replay> replays() {
    Arbitrary<List<Integer>> some =
        Arbitraries.subsetOf(0, 1).filter(chosen -> !chosen.isEmpty()).map(List::copyOf);
    return Combinators.combine(index(), some).as(Replay::new);
  }
}
