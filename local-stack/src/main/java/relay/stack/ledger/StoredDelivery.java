package relay.stack.ledger;

/**
 * A delivery as the relay shows it.
 *
 * @param number of the event
 * @param endpoint which of the receiver's endpoints it is for
 * @param state as in the API
 */
public record StoredDelivery(int number, String endpoint, String state) {
  Pair pair() {
    return new Pair(number, endpoint);
  }

  boolean visiblyEnded() {
    return state.equals("exhausted") || state.equals("cancelled");
  }

  boolean ended() {
    return state.equals("succeeded") || visiblyEnded();
  }
}
