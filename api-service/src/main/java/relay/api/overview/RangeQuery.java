package relay.api.overview;

import org.springframework.util.MultiValueMap;
import relay.api.paging.QueryParameters;

/** Reads the query parameter {@code range}. */
final class RangeQuery {
  private RangeQuery() {}

  static Range of(MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters);
    Range range = query.value("range", Range::of);
    query.check();
    return range == null ? Range.HOUR : range;
  }
}
