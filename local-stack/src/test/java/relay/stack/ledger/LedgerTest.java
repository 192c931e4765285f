package relay.stack.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.ledger.Entry.Accepted;
import relay.stack.ledger.Entry.Received;
import relay.stack.ledger.Entry.Refused;
import relay.stack.ledger.Entry.Tried;
import relay.stack.ledger.Entry.Unknown;

class LedgerTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final List<Entry> ALL =
      List.of(
          new Tried(1, AT),
          new Accepted(1, "evt_1", AT),
          new Refused(2, 422, AT),
          new Unknown(3, "HttpTimeoutException: request timed out", AT),
          new Received(1, "evt_1", "first", 204, true, AT));

  @TempDir Path folder;

  @Test
  void what_was_written_is_read_again() {
    Path file = folder.resolve("a.ledger");
    try (Ledger ledger = Ledger.open(file)) {
      ALL.forEach(ledger::add);
      assertThat(Ledger.read(file)).isEqualTo(ALL);
    }
  }

  /** As one who was killed while writing leaves it. */
  @Test
  void a_line_that_was_cut_off_is_passed_over_and_the_next_is_not() throws IOException {
    Path file = folder.resolve("a.ledger");
    try (Ledger ledger = Ledger.open(file)) {
      ledger.add(ALL.getFirst());
    }
    Files.writeString(file, "received 17 evt_17 fir", StandardOpenOption.APPEND);
    try (Ledger ledger = Ledger.open(file)) {
      ledger.add(ALL.getLast());
    }
    assertThat(Ledger.read(file)).containsExactly(ALL.getFirst(), ALL.getLast());
  }
}
