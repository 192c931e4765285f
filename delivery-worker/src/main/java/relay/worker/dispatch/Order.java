package relay.worker.dispatch;

/** In which order deliveries may be attempted. */
enum Order {
  /** They have no ordering key. */
  ANY,
  /** One after another for each ordering key. */
  BY_KEY
}
