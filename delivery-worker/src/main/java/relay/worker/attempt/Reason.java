package relay.worker.attempt;

/** Why an attempt failed; the bounded set of values of the metrics' label {@code reason}. */
public enum Reason {
  /** The total deadline passed. */
  TIMEOUT("timeout"),
  /** No connection, or it broke or carried no HTTP. */
  CONNECT("connect"),
  /** The host name has no address. */
  DNS("dns"),
  /** The host has addresses, but none that deliveries may go to. */
  ADDRESS("address"),
  /** No trust in the endpoint's certificate, or no common protocol. */
  TLS("tls"),
  /** A redirect, which is never followed. */
  STATUS_3XX("3xx"),
  /** The endpoint refused the request. */
  STATUS_4XX("4xx"),
  /** The endpoint asked to slow down. */
  STATUS_429("429"),
  /** The endpoint failed. */
  STATUS_5XX("5xx"),
  /** A fault of the relay itself. */
  RELAY("relay");

  private final String label;

  Reason(String label) {
    this.label = label;
  }

  /** The name used in metrics, the database and the API. */
  public String label() {
    return label;
  }
}
