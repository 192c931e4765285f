package relay.api.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedQueueTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  @Test
  void elements_come_out_in_their_order() throws Exception {
    BoundedQueue<String> queue = new BoundedQueue<>(10, 100, String::length);
    queue.offer("a");
    queue.offer("b");
    queue.offer("c");

    assertThat(queue.take(2, 100, AT_ONCE)).containsExactly("a", "b");
    assertThat(queue.take(2, 100, AT_ONCE)).containsExactly("c");
    assertThat(queue.take(2, 100, AT_ONCE)).isEmpty();
  }

  @Test
  void it_takes_no_more_elements_than_its_bound() throws Exception {
    BoundedQueue<String> queue = new BoundedQueue<>(2, 100, String::length);

    assertThat(queue.offer("a")).isTrue();
    assertThat(queue.offer("b")).isTrue();
    assertThat(queue.offer("c")).isFalse();
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.bytes()).as("what was refused holds nothing").isEqualTo(2);

    queue.take(1, 100, AT_ONCE);
    assertThat(queue.offer("c")).isTrue();
  }

  @Test
  void it_takes_no_more_bytes_than_its_bound() throws Exception {
    BoundedQueue<String> queue = new BoundedQueue<>(10, 5, String::length);

    assertThat(queue.offer("abc")).isTrue();
    assertThat(queue.offer("def")).isFalse();
    assertThat(queue.offer("de")).as("to the last byte").isTrue();
    assertThat(queue.offer("f")).isFalse();
    assertThat(queue.bytes()).isEqualTo(5);

    queue.take(1, 100, AT_ONCE);
    assertThat(queue.bytes()).isEqualTo(2);
    assertThat(queue.offer("ghi")).isTrue();
  }

  @Test
  void no_more_bytes_are_taken_at_once_than_asked_for_but_one_element() throws Exception {
    BoundedQueue<String> queue = new BoundedQueue<>(10, 100, String::length);
    queue.offer("abc");
    queue.offer("def");
    queue.offer("ghi");

    assertThat(queue.take(10, 4, AT_ONCE)).containsExactly("abc", "def");
    assertThat(queue.take(10, 1, AT_ONCE)).containsExactly("ghi");
  }

  @Test
  void whoever_takes_waits_for_the_first_element() throws Exception {
    BoundedQueue<String> queue = new BoundedQueue<>(10, 100, String::length);

    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<String>> taken = thread.submit(() -> queue.take(10, 100, Duration.ofMinutes(1)));
      queue.offer("late");

      assertThat(taken).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(List.of("late"));
    }
  }

  @Test
  void with_many_threads_all_that_was_taken_in_comes_out_once_and_the_bounds_hold()
      throws Exception {
    BoundedQueue<Integer> queue = new BoundedQueue<>(100, 500, _ -> 10);
    List<Integer> accepted = new ArrayList<>();
    List<Integer> taken = new ArrayList<>();
    int most = 0;

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<Integer>>> producers =
          IntStream.range(0, 4).mapToObj(n -> threads.submit(() -> offer(queue, n))).toList();
      while (!producers.stream().allMatch(Future::isDone) || queue.size() > 0) {
        most = Math.max(most, queue.size());
        taken.addAll(queue.take(7, 100, Duration.ofMillis(1)));
      }
      for (Future<List<Integer>> producer : producers) {
        accepted.addAll(producer.get());
      }
    }

    assertThat(taken).containsExactlyInAnyOrderElementsOf(accepted);
    assertThat(most).isLessThanOrEqualTo(50);
    assertThat(queue.bytes()).isZero();
  }

  private static List<Integer> offer(BoundedQueue<Integer> queue, int producer) {
    return IntStream.range(producer * 10_000, (producer + 1) * 10_000)
        .filter(queue::offer)
        .boxed()
        .toList();
  }
}
