package relay.api.paging;

import static org.assertj.core.api.Assertions.assertThat;

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
