package relay.stack.ledger;

/** An event at an endpoint. */
record Pair(int number, String endpoint) {
  @Override
  public String toString() {
    return "event %d at %s".formatted(number, endpoint);
  }
}
