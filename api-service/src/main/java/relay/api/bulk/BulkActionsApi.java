package relay.api.bulk;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.body.ObjectBody;
import relay.api.body.ObjectFields;
import relay.api.problem.Problem;
import relay.model.BulkActionId;

/** The calls under /bulk-actions. */
@RestController
class BulkActionsApi {
  private final ObjectBody bodies;
  private final BulkActions actions;
  private final BulkWork work;

  BulkActionsApi(ObjectBody bodies, BulkActions actions, BulkWork work) {
    this.bodies = bodies;
    this.actions = actions;
    this.work = work;
  }

  @PostMapping("/bulk-actions")
  @Needs(Scope.OPERATE_DELIVERIES)
  ResponseEntity<BulkActionView> start(Caller caller, HttpServletRequest request) {
    BulkActionId id =
        actions.freeze(
            caller, BulkRequest.of(caller.tenant(), new ObjectFields(bodies.read(request))));
    work.wake();
    return ResponseEntity.status(HttpStatus.CREATED).body(actions.get(caller, id));
  }

  @GetMapping("/bulk-actions/{id}")
  @Needs(Scope.READ)
  BulkActionView get(Caller caller, @PathVariable String id) {
    return actions.get(caller, Problem.parse("id", id, BulkActionId::parse));
  }
}
