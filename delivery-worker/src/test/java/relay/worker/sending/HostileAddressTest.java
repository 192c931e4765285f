package relay.worker.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.network.AddressRule;
import relay.network.Network;
import relay.network.OwnServers;
import relay.worker.RawServer;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Succeeded;
import relay.worker.attempt.Reason;
import relay.worker.sending.NameLookups.Names;

/** URLs that would have the relay call what only it can reach. */
class HostileAddressTest extends Sending {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.2");

  /** In the place of the Internet, which no test calls. */
  private static final AddressRule ONLY_HERE =
      new AddressRule(List.of(Network.valueOf("127.0.0.1/32")), OWN);

  private final RawServer server =
      new RawServer(
          out ->
              out.write((OK + "Content-Length: 0\r\nConnection: close\r\n\r\n").getBytes(UTF_8)));
  private final List<String> lookUps = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1",
        "https://127.0.0.1",
        "http://127.1",
        "http://2130706433",
        "http://0127.0.0.1",
        "http://0x7f000001",
        "http://0x7f.0.0.1",
        "http://127.0.0.1.",
        "http://localhost",
        "http://LOCALHOST",
        "http://localhost.",
        "http://0.0.0.0",
        "http://[::1]",
        "http://[::]",
        "http://[::ffff:127.0.0.1]",
        "http://[::ffff:7f00:1]",
        "http://[::127.0.0.1]",
        "http://[64:ff9b::7f00:1]",
        "http://[2002:7f00:1::]"
      })
  void by_default_no_notation_of_this_machine_is_connected_to(String url) throws Exception {
    use(new AddressRule(List.of(), OWN), InetAddress::getAllByName);

    assertThat(reason(send(URI.create(url + ":" + server.url().getPort() + "/"))))
        .isIn(Reason.ADDRESS, Reason.DNS);
    assertThat(server.connections()).isZero();
  }

  @Test
  void the_error_says_what_an_operator_can_do() throws Exception {
    use(new AddressRule(List.of(), OWN), InetAddress::getAllByName);

    assertThat(send(server.url()))
        .isInstanceOfSatisfying(
            Failed.class,
            failed ->
                assertThat(failed.error())
                    .isEqualTo(
                        "127.0.0.1 is a loopback address: an operator can allow it with"
                            + " relay.delivery.allowed-networks"));
    assertCounted("failed", "address");
  }

  @Test
  void a_name_that_moves_to_an_address_inside_is_refused_when_it_is_connected_to()
      throws Exception {
    use(ONLY_HERE, names(List.of(HERE), List.of(INSIDE)));
    URI url = URI.create("http://rebinding.example:" + server.url().getPort() + "/");

    assertThat(send(url)).isInstanceOf(Succeeded.class);
    assertThat(lookUps).containsExactly("rebinding.example");

    assertThat(reason(send(url))).isEqualTo(Reason.ADDRESS);
    assertThat(lookUps).containsExactly("rebinding.example", "rebinding.example");
    assertThat(server.connections()).isOne();
  }

  @Test
  void of_several_addresses_only_those_that_may_be_are_connected_to() throws Exception {
    use(ONLY_HERE, names(List.of(INSIDE, HERE)));
    URI url = URI.create("http://several.example:" + server.url().getPort() + "/");

    assertThat(send(url)).isInstanceOf(Succeeded.class);
  }

  @Test
  void a_port_of_the_relay_s_own_servers_is_refused_even_on_an_allowed_network() throws Exception {
    int port = server.url().getPort();
    for (OwnServers own :
        List.of(
            OwnServers.of("jdbc:postgresql://elsewhere:%d/relay".formatted(port), List.of()),
            OwnServers.of("jdbc:postgresql:relay", List.of("elsewhere:" + port)))) {
      use(new AddressRule(LOOPBACK, own), InetAddress::getAllByName);

      assertThat(reason(send(server.url()))).isEqualTo(Reason.ADDRESS);
    }
    assertThat(server.connections()).isZero();
  }

  private void use(AddressRule rule, Names names) throws IOException {
    http.close();
    http = HttpClientConfiguration.httpClient(rule, names);
  }

  private static Reason reason(Outcome outcome) {
    return outcome instanceof Failed failed ? failed.reason() : Reason.RELAY;
  }

  /** Names that have one of these addresses at their first look-up, and the next at the next. */
  @SafeVarargs
  private Names names(List<InetAddress>... answers) {
    return host -> {
      lookUps.add(host);
      return answers[lookUps.size() - 1].toArray(InetAddress[]::new);
    };
  }
}
