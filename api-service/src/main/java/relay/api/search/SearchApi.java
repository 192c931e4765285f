package relay.api.search;

import java.util.List;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.paging.QueryParameters;
import relay.api.problem.Problem;

/** GET /search. */
@RestController
class SearchApi {
  /** What was found. */
  record Results(List<Finder.Found> results) {}

  private final Finder finder;

  SearchApi(Finder finder) {
    this.finder = finder;
  }

  @GetMapping("/search")
  @Needs(Scope.READ)
  Results search(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters);
    String wanted = query.value("q", SearchApi::wanted);
    query.check();
    if (wanted == null) {
      throw Problem.invalid("q", "is required");
    }
    return new Results(finder.find(caller.tenant(), wanted));
  }

  private static String wanted(String text) {
    String wanted = text.strip();
    if (wanted.isEmpty() || wanted.codePointCount(0, wanted.length()) > 255) {
      throw new IllegalArgumentException("must be 1 to 255 characters");
    }
    return wanted;
  }
}
