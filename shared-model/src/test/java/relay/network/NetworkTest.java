package relay.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, 10.255.255.255, 11.0.0.0",
    "172.16.0.0/12, 172.16.0.0, 172.31.255.255, 172.32.0.0",
    "192.168.1.128/25, 192.168.1.128, 192.168.1.255, 192.168.1.127",
    "192.168.1.7/32, 192.168.1.7, 192.168.1.7, 192.168.1.6",
    "128.0.0.0/1, 128.0.0.0, 255.255.255.255, 127.255.255.255",
    "0.0.0.0/0, 0.0.0.0, 255.255.255.255, ::",
    "::/0, ::, ffff::, 127.0.0.1",
    "fd00:1::/33, fd00:1::, fd00:1:7fff::, fd00:1:8000::",
    "::1/128, ::1, ::1, ::2",
  })
  void a_network_has_its_addresses_from_the_first_to_the_last(
      String cidr, String first, String last, String outside) {
    Network network = Network.valueOf(cidr);

    assertThat(network.contains(InetAddress.ofLiteral(first))).isTrue();
    assertThat(network.contains(InetAddress.ofLiteral(last))).isTrue();
    assertThat(network.contains(InetAddress.ofLiteral(outside))).isFalse();
  }

  /** Whoever wrote it may have meant the one address, and would have opened a network. */
  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/8, 10.1.2.3/32, 10.0.0.0/8",
    "192.168.1.129/25, 192.168.1.129/32, 192.168.1.128/25",
    "0.0.0.1/0, 0.0.0.1/32, 0.0.0.0/0",
    "fd00::1/8, fd00::1/128, fd00:0:0:0:0:0:0:0/8",
  })
  void an_address_with_bits_after_the_prefix_is_refused_with_what_to_write(
      String text, String address, String network) {
    assertThatThrownBy(() -> Network.valueOf(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(text + " is no network")
        .hasMessageContaining("write %s for that one address", address)
        .hasMessageEndingWith("or %s for all of the network", network);
    assertThat(Network.valueOf(address)).isNotNull();
    assertThat(Network.valueOf(network)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0 /8",
        "10.0.0.256/8",
        "10.0.0/8",
        "10/8",
        "010.0.0.0/8",
        "::ffff:10.0.0.0/104",
        "fd00::/129",
        "fd00:/8",
        "fe80::1%eth0/64",
        "example.com/8",
      })
  void what_is_no_network_is_refused_with_a_sentence_that_shows_it(String text) {
    assertThatThrownBy(() -> Network.valueOf(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(text + " is no network: write ");
  }
}
