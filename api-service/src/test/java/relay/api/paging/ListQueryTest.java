package relay.api.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.MultiValueMap;

class ListQueryTest {
  @Test
  void without_parameters_a_page_has_50_items_from_the_newest() {
    ListQuery query = checked(Map.of());

    assertThat(query.limit()).isEqualTo(50);
    assertThat(query.before()).isNull();
  }

  @Test
  void a_limit_of_1_to_200_is_taken() {
    assertThat(checked(Map.of("limit", List.of("1"))).limit()).isEqualTo(1);
    assertThat(checked(Map.of("limit", List.of("200"))).limit()).isEqualTo(200);
  }

  @Test
  void a_limit_in_other_digits_or_with_a_sign_is_refused() {
    for (String limit : List.of("+5", "007", "٣1", "1０")) {
      assertThatThrownBy(() -> checked(Map.of("limit", List.of(limit))))
          .hasMessageContaining("limit must be a number from 1 to 200");
    }
  }

  @Test
  void a_time_without_seconds_or_of_a_far_year_is_refused() {
    for (String time :
        List.of("2026-11-24T10:00Z", "+12026-11-24T10:00:00Z", "2026-11-24T10:00:00+01:02:03")) {
      assertThatThrownBy(() -> QueryParameters.instant(time))
          .hasMessageContaining("must be an ISO 8601 date and time");
    }
  }

  @Test
  void a_cursor_says_where_the_page_begins() {
    UUID id = UUID.randomUUID();

    assertThat(checked(Map.of("cursor", List.of(Cursor.after(id)))).before()).isEqualTo(id);
  }

  @Test
  void times_may_have_any_offset() {
    TimeRange range =
        query(
                Map.of(
                    "from", List.of("2026-01-01T02:00:00+02:00"),
                    "to", List.of("2026-01-02T00:00:00Z")))
            .timeRange();

    assertThat(range.from()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(range.to()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
  }

  private static ListQuery checked(Map<String, List<String>> parameters) {
    ListQuery query = query(parameters);
    query.check();
    return query;
  }

  private static ListQuery query(Map<String, List<String>> parameters) {
    return new ListQuery(MultiValueMap.fromMultiValue(parameters));
  }
}
