package relay.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
  private static final OwnServers OWN =
      OwnServers.of("jdbc:postgresql://203.0.113.5,127.0.0.1:6543/relay", List.of("8.8.8.8:9092"));

  private final AddressRule byDefault = new AddressRule(List.of(), OWN);

  /** The first and the last address of each block of the registries of IANA. */
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.255.255.255, an unspecified",
    "10.0.0.0, 10.255.255.255, a private",
    "100.64.0.0, 100.127.255.255, a carrier-internal",
    "127.0.0.0, 127.255.255.255, a loopback",
    "169.254.0.0, 169.254.255.255, a link-local",
    "172.16.0.0, 172.31.255.255, a private",
    "192.0.0.0, 192.0.0.255, a reserved",
    "192.0.2.0, 192.0.2.255, a documentation",
    "192.88.99.0, 192.88.99.255, a reserved",
    "192.168.0.0, 192.168.255.255, a private",
    "198.18.0.0, 198.19.255.255, a reserved",
    "198.51.100.0, 198.51.100.255, a documentation",
    "203.0.113.0, 203.0.113.255, a documentation",
    "224.0.0.0, 239.255.255.255, a multicast",
    "240.0.0.0, 255.255.255.255, a reserved",
    "168.63.129.16, 168.63.129.16, a cloud platform's",
    "::, ::, an unspecified",
    "::1, ::1, a loopback",
    "::127.0.0.1, ::255.255.255.255, a reserved",
    "::ffff:0:127.0.0.1, ::ffff:0:255.255.255.255, a reserved",
    "64:ff9b:1::, 64:ff9b:1:ffff:ffff:ffff:ffff:ffff, a reserved",
    "100::, 100:0:0:1:ffff:ffff:ffff:ffff, a reserved",
    "2001::, 2001:0:ffff:ffff:ffff:ffff:ffff:ffff, a reserved",
    "2001:2::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, a reserved",
    "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, a documentation",
    "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, a documentation",
    "4000::, 5f00:ffff::, a reserved",
    "8000::, fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a reserved",
    "fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a private",
    "fd00:ec2::254, fd20:ce::254, a private",
    "fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a link-local",
    "fec0::, feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a private",
    "ff00::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, a multicast",
  })
  void what_is_not_public_is_refused_by_its_kind(String first, String last, String kind) {
    for (String address : List.of(first, last)) {
      assertThat(byDefault.refusal(InetAddress.ofLiteral(address), 443))
          .endsWith(
              " is %s address: an operator can allow it with relay.delivery.allowed-networks"
                  .formatted(kind));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2000::",
        "2001:200::",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "3ffe:ffff::",
        "3fff:1000::",
        "::ffff:8.8.4.4",
        "64:ff9b::8.8.4.4",
        "2002:808:404::",
      })
  void what_is_public_is_not_refused(String address) {
    assertThat(byDefault.refusal(InetAddress.ofLiteral(address), 443)).isNull();
  }

  /** IPv6 that leads to IPv4 is judged by where it leads. */
  @ParameterizedTest
  @CsvSource({
    "64:ff9b::169.254.169.254, 169.254.169.254 is a link-local",
    "64:ff9b::10.0.0.7, 10.0.0.7 is a private",
    "2002:a9fe:a9fe::1, 169.254.169.254 is a link-local",
    "2002:7f00:1:ffff:8:8:8:8, 127.0.0.1 is a loopback",
    "::ffff:127.0.0.1, 127.0.0.1 is a loopback",
  })
  void ipv4_within_ipv6_is_found(String address, String refusal) {
    assertThat(byDefault.refusal(InetAddress.ofLiteral(address), 443)).startsWith(refusal);
  }

  /** As a look-up can give it; Java makes IPv4 of the text. */
  @Test
  void ipv4_mapped_is_found_in_an_address_that_java_holds_as_ipv6() throws Exception {
    byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};

    assertThat(byDefault.refusal(Inet6Address.getByAddress(null, bytes, -1), 443))
        .startsWith("127.0.0.1 is a loopback");
  }

  /** Whatever Java reads from them is what is judged, and what a connection is made to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "0127.0.0.1",
        "0x7f.1",
        "0x7f000001",
        "017700000001",
        "127.0.0.1.",
        "localhost",
        "localhost.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "0:0:0:0:0:ffff:7f00:0001",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[::127.0.0.1]",
        "0",
        "0.0.0.0",
        "[::]",
      })
  void no_notation_of_an_address_gets_past(String host) {
    assertThat(addresses(host))
        .allSatisfy(address -> assertThat(byDefault.refusal(address, 443)).isNotNull());
  }

  private static Stream<InetAddress> addresses(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException alsoSafe) {
      return Stream.empty();
    }
  }

  @Test
  void an_allowed_network_is_allowed_in_every_form_and_no_other_is() {
    AddressRule rule =
        new AddressRule(List.of(Network.valueOf("127.0.0.0/8"), Network.valueOf("fd00::/8")), OWN);

    for (String allowed :
        List.of("127.0.0.1", "::ffff:127.0.0.1", "64:ff9b::127.0.0.1", "fd12::1", "8.8.4.4")) {
      assertThat(rule.refusal(InetAddress.ofLiteral(allowed), 443)).as(allowed).isNull();
    }
    for (String refused : List.of("10.0.0.1", "::1", "fc00::1", "::127.0.0.1")) {
      assertThat(rule.refusal(InetAddress.ofLiteral(refused), 443)).as(refused).isNotNull();
    }
  }

  @Test
  void a_network_of_translated_addresses_does_not_allow_what_they_lead_to() {
    AddressRule rule = new AddressRule(List.of(Network.valueOf("::/0")), OWN);

    assertThat(rule.refusal(InetAddress.ofLiteral("64:ff9b::169.254.169.254"), 80)).isNotNull();
    assertThat(rule.refusal(InetAddress.ofLiteral("::1"), 80)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"5432", "6543", "9092"})
  void ports_of_the_relay_s_own_servers_are_refused_in_every_allowed_network(int port) {
    AddressRule rule =
        new AddressRule(List.of(Network.valueOf("0.0.0.0/0"), Network.valueOf("::/0")), OWN);

    for (String address : List.of("127.0.0.1", "127.0.0.2", "::1", "10.0.0.1", "203.0.113.5")) {
      assertThat(rule.refusal(InetAddress.ofLiteral(address), port))
          .isEqualTo(
              "%s port %d belongs to the relay's own PostgreSQL or Kafka, which no setting allows"
                  .formatted(InetAddress.ofLiteral(address).getHostAddress(), port));
      assertThat(rule.refusal(InetAddress.ofLiteral(address), port + 1)).isNull();
    }
  }

  /** They may be managed ones at public addresses, even on port 443. */
  @Test
  void in_the_internet_only_the_own_server_itself_is_refused_on_its_port() {
    assertThat(byDefault.refusal(InetAddress.ofLiteral("8.8.8.8"), 9092)).contains("own");
    assertThat(byDefault.refusal(InetAddress.ofLiteral("64:ff9b::8.8.8.8"), 9092)).contains("own");
    assertThat(byDefault.refusal(InetAddress.ofLiteral("8.8.8.8"), 443)).isNull();
    assertThat(byDefault.refusal(InetAddress.ofLiteral("8.8.4.4"), 9092)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[::1]:9092", "PLAINTEXT://127.0.0.1:9092", "kafka:9092"})
  void kafka_is_found_in_each_form_of_its_setting(String server) {
    AddressRule rule =
        new AddressRule(
            List.of(Network.valueOf("127.0.0.0/8")),
            OwnServers.of("jdbc:postgresql:relay", List.of("a:1", server)));

    assertThat(rule.refusal(InetAddress.ofLiteral("127.0.0.1"), 9092)).isNotNull();
    assertThat(rule.refusal(InetAddress.ofLiteral("127.0.0.1"), 5432)).isNotNull();
  }

  @Test
  void own_servers_that_can_not_be_read_are_told_by_their_setting() {
    assertThatThrownBy(() -> OwnServers.of("jdbc:other:x", List.of()))
        .hasMessageContaining("spring.datasource.url");
    assertThatThrownBy(() -> OwnServers.of("jdbc:postgresql:relay", List.of("kafka")))
        .hasMessageContaining("spring.kafka.bootstrap-servers has kafka");
  }
}
