package relay.api.arrival;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import relay.api.problem.ProblemWriter;

@Configuration(proxyBeanMethods = false)
class ArrivalConfiguration implements WebMvcConfigurer {
  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new AcceptCheck());
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
