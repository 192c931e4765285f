package relay.api.arrival;

import io.micrometer.observation.ObservationPredicate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import relay.api.access.ApiPath;
import relay.api.problem.ProblemWriter;

@Configuration(proxyBeanMethods = false)
class ArrivalConfiguration implements WebMvcConfigurer {
  private static final Set<String> POSTED_EVENTS = Set.of("/events", "/events/batch");

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new AcceptCheck());
  }

  /** Requests that post events are counted and timed by the ingest itself; twice is too dear. */
  @Bean
  ObservationPredicate allButPostedEvents() {
    return (_, context) ->
        !(context instanceof ServerRequestObservationContext http
            && isPostOfEvents(http.getCarrier()));
  }

  private static boolean isPostOfEvents(@Nullable HttpServletRequest request) {
    return request != null
        && request.getMethod().equals("POST")
        && POSTED_EVENTS.contains(ApiPath.of(request));
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> arrival(
      ArrivalProperties properties, ProblemWriter problems) {
    return tomcat -> {
      tomcat.setProtocol(TimedHttp.class.getName());
      tomcat.addProtocolHandlerCustomizers((TimedHttp http) -> http.setWithin(properties.within()));
      tomcat.addEngineValves(new UnreadBody());
      tomcat.addContextCustomizers(
          context -> context.getParent().getPipeline().addValve(new ProblemReports(problems)));
    };
  }
}
