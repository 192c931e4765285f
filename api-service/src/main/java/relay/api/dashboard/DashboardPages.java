package relay.api.dashboard;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the dashboard, which the module {@code dashboard} brings on the class path, under {@code
 * /ui/}: its pages are called as paths of the API are, so they need a place of their own.
 */
@Configuration(proxyBeanMethods = false)
class DashboardPages implements WebMvcConfigurer {
  private static final String START = "/ui/";

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    // Their names have a hash of their content, so what a name stands for never changes.
    registry
        .addResourceHandler("/ui/assets/**")
        .addResourceLocations("classpath:/dashboard/assets/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    registry
        .addResourceHandler("/ui/**")
        .addResourceLocations("classpath:/dashboard/")
        .setCacheControl(CacheControl.noCache())
        // All files of a jar have one time, and it is the same in every version.
        .setUseLastModified(false)
        // Spring's cache has no bound: it would keep each path that anybody asks for.
        .resourceChain(false)
        .addResolver(new PageResolver())
        .addTransformer(new BasePath());
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/", START);
    registry.addRedirectViewController("/ui", START);
    // A resource handler does not answer for the folder itself.
    registry.addViewController(START).setViewName("forward:/ui/index.html");
  }
}
