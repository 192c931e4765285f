package relay.api.webhooks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.api.problem.Problem;
import relay.api.webhooks.EndpointAddresses.Names;
import relay.network.AddressRule;
import relay.network.Network;
import relay.network.OwnServers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EndpointAddressesTest {
  private static final OwnServers OWN =
      OwnServers.of("jdbc:postgresql://db:5432/relay", List.of("kafka:443"));
  private static final AddressRule BY_DEFAULT = new AddressRule(List.of(), OWN);

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:9000/, 127.0.0.1 is a loopback",
    "HTTPS://127.0.0.1/, 127.0.0.1 is a loopback",
    "http://2130706433/, 127.0.0.1 is a loopback",
    "http://localhost/, is a loopback",
    "http://0/, 0.0.0.0 is an unspecified",
    "http://169.254.169.254/latest/meta-data/, 169.254.169.254 is a link-local",
    "http://[::ffff:10.0.0.1]/, 10.0.0.1 is a private",
    "http://[64:ff9b::a00:1]/, 10.0.0.1 is a private",
    "http://[2002:a00:1::]:8080/, 10.0.0.1 is a private",
    "http://[fd00::1]/, fd00:0:0:0:0:0:0:1 is a private",
  })
  void a_url_that_leads_inside_is_refused_with_what_an_operator_can_do(String url, String why) {
    assertThatThrownBy(() -> check(BY_DEFAULT, InetAddress::getAllByName, url))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("url can not be delivered to: ")
        .hasMessageContaining(why)
        .hasMessageEndingWith(
            " address: an operator can allow it with relay.delivery.allowed-networks.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://hooks.example/", "http://hooks.example:443/"})
  void a_port_of_the_own_servers_is_refused_in_an_allowed_network(String url) {
    AddressRule rule = new AddressRule(List.of(Network.valueOf("10.0.0.0/8")), OWN);

    assertThatThrownBy(() -> check(rule, names("10.0.0.1"), url))
        .hasMessageContaining("10.0.0.1 port 443 belongs to the relay's own");
    assertThatCode(() -> check(rule, names("10.0.0.1"), "http://hooks.example/"))
        .doesNotThrowAnyException();
  }

  @Test
  void a_name_is_taken_if_one_of_its_addresses_may_be_delivered_to() {
    assertThatCode(
            () ->
                check(
                    BY_DEFAULT, names("10.0.0.1", "8.8.4.4", "10.0.0.2"), "http://hooks.example/"))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> check(BY_DEFAULT, names("10.0.0.1", "10.0.0.2"), "http://hooks.example/"))
        .isInstanceOf(Problem.class);
  }

  @Test
  void a_name_without_an_address_is_taken() {
    Names none =
        host -> {
          throw new UnknownHostException(host);
        };

    assertThatCode(() -> check(BY_DEFAULT, none, "http://soon.example/"))
        .doesNotThrowAnyException();
  }

  /** Spinning and deaf to interrupts, as native code is. */
  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void a_look_up_that_does_not_end_holds_no_registration_up() {
    CountDownLatch end = new CountDownLatch(1);
    Names slow =
        _ -> {
          while (end.getCount() > 0) {
            Thread.onSpinWait();
          }
          return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };

    assertThatCode(() -> check(BY_DEFAULT, slow, "http://slow.example/"))
        .doesNotThrowAnyException();
    end.countDown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'url':null}", "{'url':7}", "{'url':'ftp://127.0.0.1/'}"})
  void what_is_no_url_is_left_to_the_check_of_the_fields(String fields) {
    assertThatCode(
            () ->
                new EndpointAddresses(BY_DEFAULT, InetAddress::getAllByName)
                    .check(
                        JsonMapper.shared().readValue(fields.replace('\'', '"'), ObjectNode.class)))
        .doesNotThrowAnyException();
  }

  private static void check(AddressRule rule, Names names, String url) {
    new EndpointAddresses(rule, names)
        .check(JsonMapper.shared().createObjectNode().put("url", url));
  }

  private static Names names(String... addresses) {
    return _ -> List.of(addresses).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }
}
