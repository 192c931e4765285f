package relay.api.overview;

/**
 * How a part of the relay is doing.
 *
 * @param state up, degraded, down or unknown
 * @param detail what is the matter and what to do, in a sentence
 */
record ComponentHealth(String state, String detail) {
  static ComponentHealth up(String detail) {
    return new ComponentHealth("up", detail);
  }

  static ComponentHealth degraded(String detail) {
    return new ComponentHealth("degraded", detail);
  }

  static ComponentHealth down(String detail) {
    return new ComponentHealth("down", detail);
  }

  static ComponentHealth unknown(String detail) {
    return new ComponentHealth("unknown", detail);
  }
}
