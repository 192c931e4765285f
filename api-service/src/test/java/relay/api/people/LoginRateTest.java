package relay.api.people;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import relay.api.problem.Problem;

class LoginRateTest {
  private final LoginRate rate =
      new LoginRate(new SessionProperties(Duration.ofHours(1), Duration.ofDays(1), 3));

  @Test
  void an_address_that_fails_too_often_waits_and_others_do_not() {
    for (int failure = 0; failure < 3; failure++) {
      rate.count("192.0.2.1");
    }

    assertThatThrownBy(() -> rate.count("192.0.2.1"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("from this address");
    assertThatCode(() -> rate.count("192.0.2.2")).doesNotThrowAnyException();
  }

  @Test
  void whoever_has_many_addresses_of_ipv6_is_one() {
    for (int failure = 0; failure < 3; failure++) {
      rate.count("2001:db8:0:1::" + failure);
    }

    assertThatThrownBy(() -> rate.count("2001:db8:0:1:ffff:ffff:ffff:ffff"))
        .isInstanceOf(Problem.class);
    assertThatCode(() -> rate.count("2001:db8:0:2::1")).doesNotThrowAnyException();
  }

  @Test
  void logins_that_succeed_do_not_count() {
    for (int login = 0; login < 10; login++) {
      rate.count("192.0.2.1");
      rate.forget("192.0.2.1");
    }
  }
}
