package relay.api.docs;

import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.webjars.WebJarVersionLocator;

/** Serves the OpenAPI document, and Swagger UI showing it. */
@Configuration(proxyBeanMethods = false)
class DocsPages implements WebMvcConfigurer {
  private static final String START = "/docs/index.html";

  /** As a route of its own, because a resource handler does not know this content type. */
  @Bean
  RouterFunction<ServerResponse> openApi() {
    ClassPathResource document = new ClassPathResource("static/openapi.yaml");
    return RouterFunctions.route()
        .GET(
            "/openapi.yaml",
            _ -> ServerResponse.ok().contentType(MediaType.APPLICATION_YAML).body(document))
        .build();
  }

  /**
   * Our folder comes first: its swagger-initializer.js, which names the document, takes the place
   * of the one that comes with Swagger UI.
   */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/docs/**").addResourceLocations("classpath:/docs/", swaggerUi());
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/docs", START);
    registry.addRedirectViewController("/docs/", START);
  }

  private static String swaggerUi() {
    String version =
        Objects.requireNonNull(new WebJarVersionLocator().version("swagger-ui"), "no Swagger UI");
    return "classpath:/META-INF/resources/webjars/swagger-ui/%s/".formatted(version);
  }
}
