package relay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.stack.LocalStack;
import relay.stack.Service;
import relay.stack.StackOptions;
import relay.testservers.Receiver;

/** The real processes, started as {@code ./relay up} starts them. */
@Order(Integer.MAX_VALUE - 3)
class RestartIT {
  /** Longer than a lease. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The shortest that a worker takes. */
  private static final Map<String, String> LEASE = Map.of("RELAY_DISPATCH_LEASE", "35s");

  @TempDir Path data;

  @Test
  void events_arrive_through_the_death_of_every_process_and_a_restart_of_all() throws Exception {
    List<String> ids = new ArrayList<>();
    Api.Webhook webhook;
    StackOptions options = PreparedServices.in(data).withEnvironment(LEASE);
    try (Receiver receiver = Receiver.answering(200)) {
      try (LocalStack stack = LocalStack.start(options, RestartIT::say);
          Api api = new Api(stack)) {
        webhook = api.register(receiver.url(), "order.*");
        ids.addAll(post(api, "before"));
        assertListensHereAlone(stack);
        for (Service service : Service.values()) {
          stack.process(service).kill();
          ids.addAll(post(api, "after the death of " + service.id()));
          stack.process(service).awaitReady();
        }
      }
      try (LocalStack stack = LocalStack.start(options, RestartIT::say);
          Api api = new Api(stack)) {
        ids.addAll(post(api, "after a restart of all"));
        awaitSucceeded(api, ids);
      }
      assertThat(receiver.requests().stream().map(request -> request.header("webhook-id")))
          .containsAll(ids);
      for (Receiver.Request request : receiver.requests()) {
        new Webhook(webhook.secret()).verify(request.body(), request.headers());
      }
      Receiver.Request last = receiver.requests().getLast();
      OfficialNodeLibrary.assertAccepts(webhook.secret(), last);
      ExampleReceiver.assertAccepts("node", "receiver.mjs", webhook.secret(), last);
      if (ExampleReceiver.canRun("python3")) {
        ExampleReceiver.assertAccepts("python3", "receiver.py", webhook.secret(), last);
      } else {
        say("python3 is not installed, so examples/receiver.py was not tried");
      }
    }
  }

  /**
   * On the address of this machine to itself, and on none that others reach: 127.0.0.1, no other.
   */
  private static void assertListensHereAlone(LocalStack stack) {
    for (Service service : List.of(Service.API, Service.WORKER)) {
      assertThatThrownBy(() -> new Socket("127.0.0.2", stack.port(service)).close())
          .as(service.id())
          .isInstanceOf(ConnectException.class);
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static List<String> post(Api api, String when) {
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      ids.add(api.post("order.created", Map.of("when", when, "n", n), when + " " + n));
    }
    return ids;
  }

  private static void awaitSucceeded(Api api, List<String> ids) {
    for (String id : ids) {
      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .untilAsserted(
              () ->
                  assertThat(api.get("/events/" + id).get("deliveries"))
                      .singleElement()
                      .satisfies(
                          delivery ->
                              assertThat(delivery.get("state").asString()).isEqualTo("succeeded")));
    }
  }
}
