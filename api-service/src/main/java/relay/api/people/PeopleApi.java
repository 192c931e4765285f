package relay.api.people;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Caller;
import relay.api.access.Needs;
import relay.api.access.Scope;
import relay.api.body.ObjectBody;
import relay.api.paging.ListQuery;
import relay.api.paging.Page;
import relay.api.problem.Problem;
import relay.model.PersonId;

/** The calls under /people. */
@RestController
class PeopleApi {
  private final People people;
  private final Sessions sessions;
  private final ObjectBody bodies;

  PeopleApi(People people, Sessions sessions, ObjectBody bodies) {
    this.people = people;
    this.sessions = sessions;
    this.bodies = bodies;
  }

  @GetMapping("/people")
  @Needs(Scope.MANAGE_ACCESS)
  Page<PersonView> list(Caller caller, @RequestParam MultiValueMap<String, String> parameters) {
    ListQuery query = new ListQuery(parameters);
    query.check();
    return Page.of(
        people.newest(caller, query.before(), query.limit() + 1).stream()
            .map(PersonView::of)
            .toList(),
        query.limit(),
        person -> PersonId.parse(person.id()).uuid());
  }

  @PostMapping("/people")
  @Needs(Scope.MANAGE_ACCESS)
  ResponseEntity<PersonView> add(Caller caller, HttpServletRequest request) {
    PersonRow person = people.create(caller, PersonFields.newPerson(bodies.read(request)));
    String path = request.getContextPath() + "/people/" + person.personId();
    return ResponseEntity.created(URI.create(path)).body(PersonView.of(person));
  }

  @PatchMapping("/people/{id}")
  @Needs(Scope.MANAGE_ACCESS)
  PersonView change(Caller caller, @PathVariable String id, HttpServletRequest request) {
    PersonChange change = PersonFields.change(bodies.read(request));
    PersonRow person = people.change(caller, id(id), change);
    if (change.endsSessions()) {
      sessions.endAll(person.personId());
    }
    return PersonView.of(person);
  }

  @DeleteMapping("/people/{id}")
  @Needs(Scope.MANAGE_ACCESS)
  ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
    people.delete(caller, id(id));
    sessions.endAll(id(id));
    return ResponseEntity.noContent().build();
  }

  private static PersonId id(String text) {
    return Problem.parse("id", text, PersonId::parse);
  }
}
