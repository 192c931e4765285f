package relay.stack.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A line of the ledger. Each event has a number of its own, which its payload carries, so that it
 * is known before the relay has given it an id.
 */
public sealed interface Entry {
  /** When it happened, by the clock of this machine. */
  Instant at();

  /** An event is about to be posted. */
  record Tried(int number, Instant at) implements Entry {}

  /** The relay answered that it has the event. */
  record Accepted(int number, String eventId, Instant at) implements Entry {}

  /** The relay answered that it will not have it. */
  record Refused(int number, int status, Instant at) implements Entry {}

  /**
   * The relay did not answer, or with a fault of its own: it may have the event or not.
   *
   * @param why the status, or the exception, in one line
   */
  record Unknown(int number, String why, Instant at) implements Entry {}

  /**
   * A POST of the relay.
   *
   * @param endpoint which of the receiver's endpoints it went to
   * @param status what the receiver is about to answer
   * @param genuine whether the signature is right and the payload is what was posted
   */
  record Received(
      int number, String eventId, String endpoint, int status, boolean genuine, Instant at)
      implements Entry {
    boolean taken() {
      return status < 300;
    }
  }

  /** Ends each line, so that one that was cut off by a crash is not taken for a whole one. */
  String END = ".";

  /** The entry as one line. */
  default String line() {
    String words =
        switch (this) {
          case Tried(int number, Instant _) -> "tried %d".formatted(number);
          case Accepted(int number, String id, Instant _) -> "accepted %d %s".formatted(number, id);
          case Refused(int number, int status, Instant _) ->
              "refused %d %d".formatted(number, status);
          case Unknown(int number, String why, Instant _) -> "unknown %d %s".formatted(number, why);
          case Received received ->
              "received %d %s %s %d %b"
                  .formatted(
                      received.number,
                      received.eventId,
                      received.endpoint,
                      received.status,
                      received.genuine);
        };
    return "%s %s %s".formatted(words, at(), END);
  }

  /** The entry of a line; empty if the line was cut off. */
  static Optional<Entry> parse(String line) {
    if (!line.endsWith(" " + END)) {
      return Optional.empty();
    }
    List<String> words = List.of(line.split(" ", -1));
    int number = Integer.parseInt(words.get(1));
    Instant at = Instant.parse(words.get(words.size() - 2));
    return Optional.of(
        switch (words.getFirst()) {
          case "tried" -> new Tried(number, at);
          case "accepted" -> new Accepted(number, words.get(2), at);
          case "refused" -> new Refused(number, Integer.parseInt(words.get(2)), at);
          case "unknown" ->
              new Unknown(number, String.join(" ", words.subList(2, words.size() - 2)), at);
          case "received" ->
              new Received(
                  number,
                  words.get(2),
                  words.get(3),
                  Integer.parseInt(words.get(4)),
                  Boolean.parseBoolean(words.get(5)),
                  at);
          default -> throw new IllegalArgumentException("not a line of the ledger: " + line);
        });
  }
}
