package relay.api.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;
import relay.api.problem.Problem;

/**
 * Hashes passwords with bcrypt, each of which takes a tenth of a second of CPU. On few platform
 * threads: on virtual ones, which nothing preempts, as many logins as there are processors would
 * stop all else. Who would wait for long is refused. Thread-safe.
 */
@Component
class PasswordHashes {
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  /** Some two seconds for each thread. */
  static final int MOST_WAITING = 20 * THREADS;

  private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().name("password-hash-", 0).daemon().factory());

  /** Of nothing that anybody could enter, as it is too long. */
  private final String nobodys = hash(new Password("x".repeat(Password.MAX_BYTES)));

  /**
   * A new hash.
   *
   * @throws Problem if too many wait
   */
  String hash(Password password) {
    return apart(() -> requireNonNull(bcrypt.encode(password.text())));
  }

  /**
   * Whether the password is the one of the hash. Takes the same time for every wrong one, also if
   * there is no hash, so that the clock tells nobody who has an account.
   *
   * @throws Problem if too many wait
   */
  boolean match(String password, @Nullable String hash) {
    boolean possible = hash != null && password.getBytes(UTF_8).length <= Password.MAX_BYTES;
    return apart(() -> bcrypt.matches(possible ? password : "nobody", possible ? hash : nobodys))
        && possible;
  }

  private <T> T apart(Callable<T> hashing) {
    try {
      return threads.submit(hashing).get();
    } catch (RejectedExecutionException tooMany) {
      throw Problem.unavailable(
          "Too many people are logging in at once; try again in a few seconds.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("The relay is stopping; try again.");
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
