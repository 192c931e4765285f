package relay.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
  /** Stacks that start at once take their ports before anything listens on them. */
  @Test
  void no_port_is_given_out_twice() {
    assertThat(IntStream.generate(Ports::free).limit(2_000).boxed().toList())
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= 20_000 && port < 32_000);
  }
}
