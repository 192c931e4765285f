package relay.api.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import relay.api.access.Anybody;

/**
 * Serves the OpenAPI document. A resource handler does not know its content type; and with one
 * functional route, each request of the API would be offered to the routes first.
 */
@RestController
class OpenApiDocument {
  private final Resource document = new ClassPathResource("static/openapi.yaml");
  private final Supplier<Object> parsed = SingletonSupplier.of(this::parse);

  /** Whatever the caller says to accept: who asks for this document wants it. */
  @GetMapping("/openapi.yaml")
  @Anybody
  ResponseEntity<Resource> document() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(document);
  }

  @GetMapping("/openapi.json")
  @Anybody
  ResponseEntity<Object> asJson() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(parsed.get());
  }

  private Object parse() {
    try (InputStream yaml = document.getInputStream()) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
