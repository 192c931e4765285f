package relay.bench.load;

/** How an endpoint behaves. */
public enum Kind {
  /** Answers 200 at once. */
  FAST,
  /** Answers 200 after 100 ms. */
  SLOW,
  /** Answers 500 at once. */
  FAILING,
  /** Takes the request and never answers. */
  HANGING,
  /** Answers 200 and then a byte a second, without end. */
  DRIPPING
}
