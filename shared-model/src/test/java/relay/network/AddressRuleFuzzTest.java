package relay.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AddressRuleFuzzTest {
  private static final int OWN_PORT = 5432;
  private static final OwnServers OWN =
      OwnServers.of("jdbc:postgresql://8.8.8.8:5432/relay", List.of("127.0.0.1:9092"));

  private final AddressRule rule = new AddressRule(List.of(), OWN);

  @Property
  void ipv4_within_ipv6_is_judged_as_what_it_leads_to(
      @ForAll("ipv4") InetAddress ipv4, @ForAll("ports") int port) throws UnknownHostException {
    for (String form : List.of("::ffff:%s", "64:ff9b::%s")) {
      InetAddress within = InetAddress.ofLiteral(form.formatted(ipv4.getHostAddress()));
      assertThat(rule.refusal(within, port)).isEqualTo(rule.refusal(ipv4, port));
    }
    byte[] sixToFour =
        ByteBuffer.allocate(16).putShort((short) 0x2002).put(ipv4.getAddress()).array();
    assertThat(rule.refusal(InetAddress.getByAddress(sixToFour), port))
        .isEqualTo(rule.refusal(ipv4, port));
  }

  @Property
  void what_java_knows_as_not_public_is_refused(
      @ForAll("addresses") InetAddress address, @ForAll("ports") int port) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      assertThat(rule.refusal(address, port)).isNotBlank();
    }
  }

  @Property
  void an_allowed_network_opens_its_addresses_and_no_port_of_the_relay(
      @ForAll("ipv4") InetAddress address,
      @ForAll @IntRange(max = 32) int prefixLength,
      @ForAll("ports") int port) {
    AddressRule allowing = new AddressRule(List.of(new Network(address, prefixLength)), OWN);

    String refusal = allowing.refusal(address, port);

    if (port != OWN_PORT && port != 9092) {
      assertThat(refusal).isNull();
    } else if (rule.refusal(address, 80) != null) {
      assertThat(refusal).isNotBlank();
    }
  }

  @Property
  void a_refusal_does_not_depend_on_what_is_allowed_elsewhere(
      @ForAll("addresses") InetAddress address, @ForAll("networks") Network allowed) {
    AddressRule allowing = new AddressRule(List.of(allowed), OWN);
    if (!allowed.contains(EmbeddedIpv4.in(address))) {
      assertThat(Objects.toString(allowing.refusal(address, 80)))
          .isEqualTo(Objects.toString(rule.refusal(address, 80)));
    }
  }

  @Provide
  Arbitrary<InetAddress> ipv4() {
    return addresses().filter(address -> address.getAddress().length == 4);
  }

  @Provide
  Arbitrary<InetAddress> addresses() {
    return Arbitraries.oneOf(
        NetworkFuzzTest.addresses(),
        Arbitraries.of(
                "127.0.0.1", "10.1.2.3", "169.254.169.254", "8.8.8.8", "::1", "fe80::1", "fec0::1")
            .map(InetAddress::ofLiteral));
  }

  @Provide
  Arbitrary<Network> networks() {
    return new NetworkFuzzTest().networks();
  }

  @Provide
  Arbitrary<Integer> ports() {
    return Arbitraries.of(80, 443, OWN_PORT, 9092);
  }
}
