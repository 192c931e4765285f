package relay.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.api.problem.Kind;
import relay.api.problem.Problem;

class PasswordHashesTest {
  private final PasswordHashes hashes = new PasswordHashes();

  @AfterEach
  void close() {
    hashes.close();
  }

  @Test
  void a_password_matches_its_own_hash_alone() {
    String hash = hashes.hash(new Password("the right password"));
    assertThat(hashes.match("the right password", hash)).isTrue();
    assertThat(hashes.match("the wrong password", hash)).isFalse();
    assertThat(hashes.match("the right password", null)).isFalse();
  }

  /** Callers have virtual threads, as requests do: two that hash would hold up all others. */
  @Test
  void however_many_log_in_at_once_few_hash_and_who_would_wait_long_is_refused() throws Exception {
    int callers = 3 * PasswordHashes.MOST_WAITING;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> logins = new ArrayList<>();
      for (int n = 0; n < callers; n++) {
        logins.add(threads.submit(() -> hashes.match("guess", null)));
      }
      assertThat(threads.submit(() -> "something else").get()).isEqualTo("something else");
      int refused = 0;
      for (Future<Boolean> login : logins) {
        try {
          assertThat(login.get()).isFalse();
        } catch (ExecutionException tooMany) {
          assertThat(tooMany.getCause())
              .isInstanceOfSatisfying(
                  Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE));
          refused++;
        }
      }
      assertThat(refused).isBetween(PasswordHashes.MOST_WAITING, callers - 1);
    }
  }
}
