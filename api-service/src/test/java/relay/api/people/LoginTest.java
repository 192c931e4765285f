package relay.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import relay.api.Api;
import relay.api.ApiTest;
import relay.api.Browser;
import relay.testservers.SideBySide;

@ApiTest
class LoginTest {
  private static final String PASSWORD = "the right password";

  @Autowired Api api;
  @Autowired JdbcClient database;

  @Test
  void a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    String known = newPerson();

    Api.Answer wrong = api.browser().logIn(known, "the wrong password").isProblem(401);
    Api.Answer unknown = api.browser().logIn(newName(), PASSWORD).isProblem(401);

    assertThat(unknown.response().body()).isEqualTo(wrong.response().body());
    assertThat(wrong.text("detail")).isEqualTo("The user name or the password is wrong.");
  }

  @Test
  void an_unknown_name_takes_as_long_as_a_wrong_password() {
    Browser browser = api.browser();
    browser.get("/session");
    // After four failures a name would be locked.
    List<String> known = Stream.generate(this::newPerson).limit(2).toList();
    List<String> unknown = Stream.generate(LoginTest::newName).limit(2).toList();
    AtomicInteger round = new AtomicInteger();
    SideBySide times =
        SideBySide.times(
            8,
            () -> fail(browser, known.get(round.get() / 4)),
            () -> fail(browser, unknown.get(round.getAndIncrement() / 4)));

    // Without the hash it would be a tenth, and less.
    assertThat(times.second()).isBetween(times.first().dividedBy(3), times.first().multipliedBy(3));
  }

  private static void fail(Browser browser, String userName) {
    browser.logIn(userName, "the wrong password").isProblem(401);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void after_five_failures_a_name_is_locked_whether_or_not_somebody_has_it(boolean exists) {
    String userName = exists ? newPerson() : newName();
    double refused = api.metric("relay_requests_refused_total{reason=\"unauthorized\"}");
    double tooMany = api.metric("relay_requests_refused_total{reason=\"too_many_requests\"}");
    for (int failure = 0; failure < 5; failure++) {
      api.browser().logIn(userName, "the wrong password").isProblem(401);
    }

    Api.Answer locked = api.browser().logIn(userName, PASSWORD).isProblem(429);

    assertThat(Integer.parseInt(locked.header("retry-after"))).isBetween(1, 30);
    assertThat(locked.text("type")).isEqualTo("urn:relay:problem:too-many-requests");
    assertThat(api.metric("relay_requests_refused_total{reason=\"unauthorized\"}"))
        .isGreaterThanOrEqualTo(refused + 5);
    assertThat(api.metric("relay_requests_refused_total{reason=\"too_many_requests\"}"))
        .isEqualTo(tooMany + 1);
  }

  @Test
  void a_lock_passes_and_gets_longer_with_each_failure_up_to_a_quarter_of_an_hour() {
    String userName = newPerson();
    for (int failure = 0; failure < 5; failure++) {
      api.browser().logIn(userName, "the wrong password").isProblem(401);
    }
    List<Integer> seconds =
        IntStream.range(0, 6)
            .map(
                _ -> {
                  int locked =
                      Integer.parseInt(
                          api.browser()
                              .logIn(userName, PASSWORD)
                              .isProblem(429)
                              .header("retry-after"));
                  pass(userName);
                  api.browser().logIn(userName, "the wrong password").isProblem(401);
                  return locked;
                })
            .boxed()
            .toList();

    int[] expected = {30, 60, 120, 240, 480, 900};
    for (int i = 0; i < expected.length; i++) {
      assertThat(seconds.get(i)).isBetween(expected[i] - 10, expected[i]);
    }
    pass(userName);
    api.browser().logIn(userName, PASSWORD).is(200);
    api.browser().logIn(userName, "the wrong password").isProblem(401);
  }

  @Test
  void a_login_that_succeeds_starts_the_count_again() {
    String userName = newPerson();
    for (int round = 0; round < 3; round++) {
      for (int failure = 0; failure < 4; failure++) {
        api.browser().logIn(userName, "the wrong password").isProblem(401);
      }
      api.browser().logIn(userName, PASSWORD).is(200);
    }
  }

  @Test
  void a_password_that_is_longer_than_any_is_wrong_and_no_fault() {
    String userName = newPerson();

    api.browser().logIn(userName, PASSWORD + "x".repeat(1000)).isProblem(401);
  }

  /** As if the time had passed. */
  private void pass(String userName) {
    database
        .sql(
            """
            UPDATE failed_logins
               SET locked_until = now()
             WHERE user_name = encode(sha256(convert_to(?, 'UTF8')), 'hex')
            """)
        .param(userName)
        .update();
  }

  private static String newName() {
    return "somebody-" + UUID.randomUUID();
  }

  private String newPerson() {
    String userName = newName();
    api.post(
            "/people",
            "{\"userName\":\"%s\",\"role\":\"viewer\",\"password\":\"%s\"}"
                .formatted(userName, PASSWORD))
        .is(201);
    return userName;
  }
}
