package relay.system.states;

import static relay.model.DeliveryState.CANCELLED;
import static relay.model.DeliveryState.EXHAUSTED;
import static relay.model.DeliveryState.IN_FLIGHT;
import static relay.model.DeliveryState.PENDING;
import static relay.model.DeliveryState.RETRYING;
import static relay.model.DeliveryState.SUCCEEDED;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relay.model.DeliveryState;

/** The table of the design: what may move a delivery, and from which state to which. */
enum Move {
  FAN_OUT,
  CLAIM,
  RESULT,
  /** As if it had not been claimed, since no attempt is known of. */
  GIVE_BACK,
  /** By an operator, or since its webhook was deleted. */
  CANCEL,
  RETRY,
  REPLAY,
  NONE;

  /** From {@code null} where there was no delivery. */
  record Step(@Nullable DeliveryState from, DeliveryState to) {}

  /** A step that was taken. */
  record Taken(Move by, Step step) {}

  Set<Step> steps() {
    return switch (this) {
      case FAN_OUT -> Set.of(step(null, PENDING), step(null, IN_FLIGHT));
      case CLAIM -> Set.of(step(PENDING, IN_FLIGHT), step(RETRYING, IN_FLIGHT));
      case RESULT ->
          Set.of(step(IN_FLIGHT, SUCCEEDED), step(IN_FLIGHT, RETRYING), step(IN_FLIGHT, EXHAUSTED));
      case GIVE_BACK -> Set.of(step(IN_FLIGHT, PENDING), step(IN_FLIGHT, RETRYING));
      case CANCEL -> Set.of(step(PENDING, CANCELLED), step(RETRYING, CANCELLED));
      case RETRY ->
          Set.of(step(SUCCEEDED, PENDING), step(EXHAUSTED, PENDING), step(CANCELLED, PENDING));
      case REPLAY ->
          Set.of(
              step(null, PENDING),
              step(SUCCEEDED, PENDING),
              step(EXHAUSTED, PENDING),
              step(CANCELLED, PENDING));
      case NONE -> Set.of();
    };
  }

  static Stream<Taken> table() {
    return Stream.of(values()).flatMap(by -> by.steps().stream().map(step -> new Taken(by, step)));
  }

  private static Step step(@Nullable DeliveryState from, DeliveryState to) {
    return new Step(from, to);
  }
}
