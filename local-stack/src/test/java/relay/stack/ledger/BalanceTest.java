package relay.stack.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.stack.ledger.Entry.Accepted;
import relay.stack.ledger.Entry.Received;
import relay.stack.ledger.Entry.Refused;
import relay.stack.ledger.Entry.Tried;
import relay.stack.ledger.Entry.Unknown;

/** Each way in which the promise could be broken has to show. */
class BalanceTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Entry> producer = new ArrayList<>();
  private final List<Entry> receiver = new ArrayList<>();
  private final List<Integer> events = new ArrayList<>();
  private final List<StoredDelivery> deliveries = new ArrayList<>();
  private final List<Disturbance> disturbances = new ArrayList<>();

  private static Instant second(int n) {
    return START.plusSeconds(n);
  }

  private void accepted(int number) {
    producer.add(new Tried(number, START));
    producer.add(new Accepted(number, "evt_" + number, START));
    events.add(number);
  }

  private void taken(int number, int second) {
    received(number, 204, second);
  }

  private void received(int number, int status, int second) {
    receiver.add(new Received(number, "evt_" + number, "first", status, true, second(second)));
  }

  private void shown(int number, String state) {
    deliveries.add(new StoredDelivery(number, "first", state));
  }

  private Balance balance() {
    return Balance.of(producer, receiver, events, deliveries, _ -> Set.of("first"), disturbances);
  }

  @Test
  void what_arrives_once_balances() {
    accepted(1);
    taken(1, 1);
    shown(1, "succeeded");

    assertThat(balance().faults()).isEmpty();
    assertThat(balance().holds()).isTrue();
  }

  @Test
  void an_accepted_event_that_does_not_arrive_is_lost() {
    accepted(1);
    shown(1, "succeeded");
    received(1, 500, 1);

    assertThat(balance().lost())
        .containsExactly("event 1 at first was accepted and did not arrive");
    assertThat(balance().holds()).isFalse();
  }

  @Test
  void an_accepted_event_that_is_not_stored_is_lost() {
    accepted(1);
    taken(1, 1);
    events.clear();

    assertThat(balance().lost()).containsExactly("event 1 was accepted and is not stored");
  }

  @Test
  void what_is_given_up_visibly_is_not_lost() {
    accepted(1);
    shown(1, "exhausted");
    accepted(2);
    shown(2, "cancelled");

    assertThat(balance().faults()).isEmpty();
    assertThat(balance().endedVisibly()).isEqualTo(2);
  }

  @Test
  void what_was_never_answered_may_arrive_or_not() {
    producer.add(new Tried(1, START));
    producer.add(new Unknown(1, "503", START));
    producer.add(new Tried(2, START));
    producer.add(new Unknown(2, "503", START));
    taken(2, 1);

    assertThat(balance().faults()).isEmpty();
    assertThat(balance().unheard()).isEqualTo(2);
    assertThat(balance().errors())
        .containsExactly(
            "event 1 got no 202 at %s: 503".formatted(START),
            "event 2 got no 202 at %s: 503".formatted(START));
  }

  @Test
  void what_nobody_posted_or_was_refused_or_changed_must_not_arrive() {
    taken(1, 1);
    producer.add(new Tried(2, START));
    producer.add(new Refused(2, 400, START));
    taken(2, 1);
    accepted(3);
    taken(3, 1);
    receiver.add(new Received(3, "evt_3", "first", 204, false, START));
    receiver.add(new Received(3, "evt_9", "first", 204, true, START));
    receiver.add(new Received(3, "evt_3", "other", 204, true, START));

    assertThat(balance().invented())
        .containsExactly(
            "event 1 at first was never posted",
            "event 2 at first was refused",
            "event 3 at first has a wrong signature or payload",
            "event 3 at first has the id of another event",
            "event 3 at other is not subscribed to it");
  }

  @Test
  void an_event_is_stored_and_accepted_as_one() {
    accepted(1);
    taken(1, 1);
    shown(1, "succeeded");
    shown(1, "succeeded");
    events.add(1);
    producer.add(new Accepted(1, "evt_9", START));
    receiver.clear();

    assertThat(balance().doubled())
        .containsExactly(
            "event 1 was accepted as evt_1 and as evt_9",
            "event 1 is stored twice",
            "event 1 at first has two deliveries");
  }

  @Test
  void a_delivery_in_no_final_state_is_open() {
    accepted(1);
    taken(1, 1);
    shown(1, "in_flight");

    assertThat(balance().open()).hasSize(1);
    assertThat(balance().holds()).isFalse();
  }

  @Test
  void a_repeat_needs_a_disturbance_that_explains_it() {
    accepted(1);
    taken(1, 10);
    taken(1, 50);
    disturbances.add(new Disturbance("before", true, second(1), second(8)));
    disturbances.add(new Disturbance("after", true, second(51), second(52)));
    disturbances.add(new Disturbance("of Kafka", false, second(20), second(30)));
    assertThat(balance().unexplained()).hasSize(1);
    assertThat(balance().repeats()).isEmpty();

    disturbances.add(new Disturbance("between", true, second(20), second(30)));
    assertThat(balance().unexplained()).isEmpty();
    assertThat(balance().repeats()).hasSize(1);
  }

  @Test
  void an_attempt_that_the_endpoint_refused_is_no_repeat() {
    accepted(1);
    received(1, 503, 1);
    taken(1, 2);

    assertThat(balance().faults()).isEmpty();
    assertThat(balance().repeats()).isEmpty();
  }
}
