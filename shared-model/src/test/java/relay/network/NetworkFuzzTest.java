package relay.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import relay.fuzzing.Reading;
import relay.fuzzing.Texts;

class NetworkFuzzTest {
  @Property
  void every_network_comes_back(@ForAll("networks") Network network) {
    assertThat(Network.valueOf(network.toString())).isEqualTo(network);
  }

  @Property
  void what_is_taken_comes_back(@ForAll("texts") String text) {
    Reading.of(text, Network::valueOf)
        .ifPresent(
            network -> {
              assertThat(Network.valueOf(network.toString())).isEqualTo(network);
              assertThat(network.contains(network.first())).isTrue();
            });
  }

  @Property
  void a_network_has_the_addresses_that_share_its_first_bits(
      @ForAll("networks") Network network, @ForAll("addresses") InetAddress address) {
    byte[] first = network.first().getAddress();
    int rest = first.length * Byte.SIZE - network.prefixLength();
    boolean shared =
        first.length == address.getAddress().length
            && new BigInteger(1, first)
                .shiftRight(rest)
                .equals(new BigInteger(1, address.getAddress()).shiftRight(rest));

    assertThat(network.contains(address)).isEqualTo(shared);
  }

  @Example
  void endless_texts_are_refused() {
    Texts.endless("10.").forEach(text -> assertThat(Reading.of(text, Network::valueOf)).isEmpty());
    Texts.endless("::/").forEach(text -> assertThat(Reading.of(text, Network::valueOf)).isEmpty());
  }

  @Provide
  Arbitrary<Network> networks() {
    return addresses()
        .flatMap(
            address ->
                Arbitraries.integers()
                    .between(0, address.getAddress().length * Byte.SIZE)
                    .map(length -> new Network(first(address, length), length)));
  }

  private static InetAddress first(InetAddress address, int prefixLength) {
    byte[] bytes = address.getAddress();
    int rest = bytes.length * Byte.SIZE - prefixLength;
    byte[] cut = new BigInteger(1, bytes).shiftRight(rest).shiftLeft(rest).toByteArray();
    byte[] first = new byte[bytes.length];
    for (int i = 1; i <= Math.min(first.length, cut.length); i++) {
      first[first.length - i] = cut[cut.length - i];
    }
    return address(first);
  }

  /** Few different bits, so that two of them often share many. */
  @Provide
  static Arbitrary<InetAddress> addresses() {
    Arbitrary<Byte> bytes =
        Arbitraries.oneOf(Arbitraries.of((byte) 0, (byte) 0x10, (byte) 0xff), Arbitraries.bytes());
    return Combinators.combine(Arbitraries.of(4, 16), bytes.array(byte[].class).ofSize(16))
        .as((length, all) -> address(Arrays.copyOf(all, length)));
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.near(
        "10.0.0.0/8",
        "0.0.0.0/0",
        "127.0.0.1/32",
        "fd00::/8",
        "::/0",
        "::1/128",
        "::ffff:10.0.0.0/104",
        "64:ff9b::1.2.3.4/96",
        "1:2:3:4:5:6:7:8/128");
  }
}
