package relay.api.keys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.body.ObjectBody;
import relay.api.body.ObjectFields;
import relay.api.paging.ListQuery;
import relay.api.paging.Page;
import relay.api.problem.Problem;
import relay.model.ApiKeyId;

/** The calls under /keys. */
@RestController
class ApiKeysApi {
  private static final int KEEP_OLD_SECONDS = (int) Duration.ofDays(1).toSeconds();
  private static final int MAX_KEEP_OLD_SECONDS = (int) Duration.ofDays(7).toSeconds();

  /** A key that was just made. */
  record NewApiKey(@JsonUnwrapped ApiKeyView view, String key) {
    static ResponseEntity<NewApiKey> answer(ApiKeys.Made made) {
      return ResponseEntity.status(HttpStatus.CREATED)
          .body(new NewApiKey(made.view(), made.key().reveal()));
    }

    /** Hides the key. */
    @Override
    public String toString() {
      return "NewApiKey[" + view.id() + "]";
    }
  }

  private final ApiKeys keys;
  private final ObjectBody bodies;
  private final Clock clock = Clock.systemUTC();

  ApiKeysApi(ApiKeys keys, ObjectBody bodies) {
    this.keys = keys;
    this.bodies = bodies;
  }

  @PostMapping("/keys")
  @Needs(Scope.MANAGE_ACCESS)
  ResponseEntity<NewApiKey> create(Caller caller, HttpServletRequest request) {
    ObjectFields fields = new ObjectFields(bodies.read(request));
    return NewApiKey.answer(keys.create(caller, NewKey.read(fields, clock.instant())));
  }

  @GetMapping("/keys")
  @Needs(Scope.MANAGE_ACCESS)
  Page<ApiKeyView> list(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
    ListQuery query = new ListQuery(parameters);
    query.check();
    return Page.of(
        keys.newest(caller, query), query.limit(), key -> ApiKeyId.parse(key.id()).uuid());
  }

  @DeleteMapping("/keys/{id}")
  @Needs(Scope.MANAGE_ACCESS)
  ResponseEntity<Void> revoke(Caller caller, @PathVariable String id) {
    keys.revoke(caller, id(id));
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/keys/{id}/rotate")
  @Needs(Scope.MANAGE_ACCESS)
  ResponseEntity<NewApiKey> rotate(
      Caller caller, @PathVariable String id, HttpServletRequest request) {
    ObjectFields fields = new ObjectFields(bodies.read(request));
    Integer seconds = fields.wholeNumber("keepOldFor", 0, MAX_KEEP_OLD_SECONDS);
    fields.check();
    Duration keepOldFor = Duration.ofSeconds(seconds == null ? KEEP_OLD_SECONDS : seconds);
    return NewApiKey.answer(keys.rotate(caller, id(id), keepOldFor));
  }

  private static ApiKeyId id(String text) {
    return Problem.parse("id", text, ApiKeyId::parse);
  }
}
