package relay.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.model.AttemptId;
import relay.worker.attempt.Attempt;
import relay.worker.attempt.Claim;
import relay.worker.attempt.Claims;
import relay.worker.attempt.Outcome;
import relay.worker.attempt.Outcome.Headers;
import relay.worker.attempt.Outcome.Response;
import relay.worker.attempt.Reason;

class LaneTest {
  private static final Headers NO_HEADERS = new Headers(List.of(), 0);
  private static final Outcome SUCCESS = new Outcome.Succeeded(new Response(200, NO_HEADERS, ""));
  private static final Outcome TIMEOUT = new Outcome.Failed(Reason.TIMEOUT, "", null, null);
  private static final Outcome REFUSAL =
      new Outcome.Failed(Reason.STATUS_4XX, "", new Response(400, NO_HEADERS, ""), null);

  /** With it a lane may hold twice its limit. */
  private static final Duration AN_ATTEMPT = Lane.AHEAD.dividedBy(2);

  private static final Duration FAST = Duration.ofMillis(1);

  private final List<Claim> started = new ArrayList<>();
  private final Lane lane =
      new Lane(8, new SharedSlots(8), new HeldClaims(2_000), (_, claim) -> started.add(claim));

  @Test
  void it_runs_up_to_its_limit_and_holds_twice_as_many() {
    int reserved = 0;
    while (lane.reserve()) {
      lane.add(claim());
      reserved++;
    }

    assertThat(reserved).isEqualTo(8);
    assertThat(started).hasSize(4);
    assertThat(lane.claimable()).isZero();
  }

  @Test
  void the_next_starts_when_one_ends_but_room_comes_only_when_its_result_is_settled() {
    while (lane.reserve()) {
      lane.add(claim());
    }

    lane.ended(attempt(REFUSAL, AN_ATTEMPT));
    assertThat(started).hasSize(5);
    assertThat(lane.claimable()).isZero();

    lane.free();
    lane.caughtUp();
    assertThat(lane.reserve()).isTrue();
    assertThat(lane.reserve()).isFalse();
  }

  @Test
  void new_deliveries_do_not_pass_those_that_wait_in_the_database() {
    while (lane.reserve()) {
      lane.add(claim());
    }
    for (int claims = 0; claims < 8; claims++) {
      lane.free();
    }

    assertThat(lane.reserve()).isFalse();
    assertThat(lane.claimable()).isEqualTo(8);

    lane.caughtUp();
    assertThat(lane.reserve()).isTrue();
  }

  @Test
  void waiting_deliveries_are_claimed_when_there_is_room_for_half_its_limit() {
    while (lane.reserve()) {
      lane.add(claim());
    }

    lane.free();
    assertThat(lane.claimable()).isZero();
    lane.free();
    assertThat(lane.claimable()).isEqualTo(2);
  }

  @Test
  void success_widens_it_to_the_most_allowed_and_overload_halves_it_down_to_one() {
    for (int success = 0; success < 20; success++) {
      lane.ended(attempt(SUCCESS, AN_ATTEMPT));
    }
    assertThat(lane.limit()).isEqualTo(8);

    lane.ended(attempt(REFUSAL, AN_ATTEMPT));
    assertThat(lane.limit()).isEqualTo(8);

    for (int limit : new int[] {4, 2, 1, 1}) {
      lane.ended(attempt(TIMEOUT, AN_ATTEMPT));
      assertThat(lane.limit()).isEqualTo(limit);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TIMEOUT, 0, 2",
    "CONNECT, 0, 2",
    "STATUS_429, 429, 2",
    "STATUS_5XX, 503, 2",
    "STATUS_5XX, 500, 4",
    "STATUS_5XX, 502, 4",
    "STATUS_5XX, 504, 4",
    "STATUS_4XX, 410, 4",
    "STATUS_3XX, 307, 4",
    "DNS, 0, 4",
    "ADDRESS, 0, 4",
    "TLS, 0, 4",
    "RELAY, 0, 4"
  })
  void it_is_halved_where_the_endpoint_shows_that_it_cannot_keep_up(
      Reason reason, int status, int limit) {
    Response response = status == 0 ? null : new Response(status, NO_HEADERS, "");

    lane.ended(attempt(new Outcome.Failed(reason, "", response, null), AN_ATTEMPT));

    assertThat(lane.limit()).isEqualTo(limit);
  }

  @Test
  void what_is_beyond_its_own_it_takes_from_what_all_share() {
    SharedSlots three = new SharedSlots(3);
    Lane first = lane(three);
    Lane second = lane(three);

    succeed(first, 20);
    succeed(second, 20);
    assertThat(first.limit()).isEqualTo(Lane.OWN + 3);
    assertThat(second.limit()).isEqualTo(Lane.OWN);

    first.ended(attempt(TIMEOUT, AN_ATTEMPT));
    succeed(second, 20);
    assertThat(first.limit()).isEqualTo(3);
    assertThat(second.limit()).isEqualTo(Lane.OWN + 3);

    succeed(first, 20);
    assertThat(first.limit()).as("its own it always has").isEqualTo(Lane.OWN);
  }

  @Test
  void an_idle_lane_gives_back_what_it_shares() {
    SharedSlots three = new SharedSlots(3);
    Lane first = lane(three);
    Lane second = lane(three);
    assertThat(first.reserve()).isTrue();
    succeed(first, 20);

    first.free();
    succeed(second, 20);

    assertThat(first.limit()).isEqualTo(Lane.OWN);
    assertThat(second.limit()).isEqualTo(Lane.OWN + 3);
  }

  private static int reserveAll(Lane lane) {
    int reserved = 0;
    while (lane.reserve()) {
      reserved++;
    }
    return reserved;
  }

  private static Attempt attempt(Outcome outcome, Duration duration) {
    return new Attempt(AttemptId.next(), duration, outcome);
  }

  private static Lane lane(SharedSlots shared) {
    return new Lane(8, shared, new HeldClaims(2_000), (_, _) -> {});
  }

  private static void succeed(Lane lane, int times) {
    for (int success = 0; success < times; success++) {
      lane.ended(attempt(SUCCESS, AN_ATTEMPT));
    }
  }

  @Test
  void a_fast_endpoint_lets_it_hold_what_it_sends_in_a_second() {
    for (int attempts = 0; attempts < 100; attempts++) {
      lane.ended(attempt(SUCCESS, Duration.ofMillis(100)));
    }
    assertThat(reserveAll(lane)).isBetween(78, 80);

    Lane faster = lane(new SharedSlots(8));
    for (int attempts = 0; attempts < 100; attempts++) {
      faster.ended(attempt(SUCCESS, FAST));
    }
    assertThat(reserveAll(faster)).isEqualTo(8 + Lane.MAX_WAITING);
  }

  @Test
  void when_all_lanes_hold_many_it_holds_twice_its_limit() {
    HeldClaims all = new HeldClaims(20);
    Lane fast = new Lane(8, new SharedSlots(8), all, (_, _) -> {});
    for (int attempts = 0; attempts < 100; attempts++) {
      fast.ended(attempt(SUCCESS, FAST));
    }
    all.add(10);
    assertThat(reserveAll(fast)).isEqualTo(16);

    fast.free();
    all.add(-10);
    fast.caughtUp();
    assertThat(reserveAll(fast)).as("until 20 are held").isEqualTo(5);
  }

  @Test
  void an_endpoint_that_cannot_keep_up_any_more_gives_back_the_latest_of_what_waits() {
    for (int attempts = 0; attempts < 100; attempts++) {
      assertThat(lane.reserve()).isTrue();
      lane.add(claim());
      lane.ended(attempt(SUCCESS, FAST));
      lane.free();
    }
    started.clear();
    List<Claim> claims = new ArrayList<>();
    for (int claim = 0; claim < 100; claim++) {
      assertThat(lane.reserve()).isTrue();
      claims.add(claim());
      lane.add(claims.getLast());
    }

    List<Claim> excess = lane.ended(attempt(TIMEOUT, Duration.ofSeconds(10)));

    assertThat(started).containsExactlyElementsOf(claims.subList(0, 4));
    assertThat(excess).containsExactlyElementsOf(claims.subList(4, 100).reversed());
    assertThat(lane.ended(attempt(REFUSAL, FAST))).isEmpty();
  }

  @Test
  void a_closed_lane_starts_nothing_and_gives_back_what_waits() {
    while (lane.reserve()) {
      lane.add(claim());
    }

    List<Claim> left = lane.close();
    lane.ended(attempt(SUCCESS, AN_ATTEMPT));

    assertThat(left).hasSize(4);
    assertThat(started).hasSize(4);
    assertThat(lane.reserve()).isFalse();
  }

  private static Claim claim() {
    return Claims.claim(0, new byte[0]);
  }
}
