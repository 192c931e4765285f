package relay.worker.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import relay.network.Network;

class DeliveryPropertiesTest {
  private static final String NAME = "relay.delivery.allowed-networks";

  @Test
  void networks_are_separated_by_commas() {
    assertThat(bind("127.0.0.0/8, ::1/128").allowedNetworks())
        .containsExactly(Network.valueOf("127.0.0.0/8"), Network.valueOf("::1/128"));
    assertThat(bind("").allowedNetworks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10/8, 10/8", "'127.0.0.0/8,localhost', localhost", "10.1.2.3/8, 10.1.2.3/8"})
  void what_is_no_network_stops_the_start_and_is_named(String value, String culprit) {
    assertThatThrownBy(() -> bind(value))
        .hasStackTraceContaining(NAME)
        .rootCause()
        .hasMessageStartingWith(culprit + " is no network");
  }

  private static DeliveryProperties bind(String value) {
    return new Binder(new MapConfigurationPropertySource(Map.of(NAME, value)))
        .bindOrCreate("relay.delivery", DeliveryProperties.class);
  }
}
