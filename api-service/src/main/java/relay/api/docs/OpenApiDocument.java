package relay.api.docs;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import relay.api.access.Anybody;

/**
 * Serves the OpenAPI document. A resource handler does not know its content type; and with one
 * functional route, each request of the API would be offered to the routes first.
 */
@RestController
class OpenApiDocument {
  private final Resource document = new ClassPathResource("static/openapi.yaml");

  /** Whatever the caller says to accept: who asks for this document wants it. */
  @GetMapping("/openapi.yaml")
  @Anybody
  ResponseEntity<Resource> document() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(document);
  }
}
