package relay.api.docs;

import java.util.Objects;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.webjars.WebJarVersionLocator;

/** Serves Swagger UI, which shows the OpenAPI document. */
@Configuration(proxyBeanMethods = false)
class DocsPages implements WebMvcConfigurer {
  private static final String START = "/docs/index.html";

  /**
   * Our folder comes first: its swagger-initializer.js, which names the document, takes the place
   * of the one that comes with Swagger UI.
   */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/docs/**")
        .addResourceLocations("classpath:/docs/", swaggerUi())
        .setCacheControl(CacheControl.noCache())
        // All files of a jar have one time, and it is the same in every version.
        .setUseLastModified(false);
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
