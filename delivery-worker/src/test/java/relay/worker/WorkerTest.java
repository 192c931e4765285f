package relay.worker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import relay.testservers.TestServers;

/**
 * A test against the whole worker, on a real PostgreSQL and Kafka. All such tests share one worker:
 * each has event types and webhooks of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      TestServers.STOPPABLE,
      "relay.retry.schedule=0s,100ms,200ms,200ms",
      "relay.retry.jitter=0",
      "relay.delivery.allowed-networks=127.0.0.0/8,::1/128",
      "relay.secrets.keys=" + Relay.FIRST_KEY + "," + Relay.OLD_KEY
    })
@Import({TestServers.class, Topic.class, Relay.class})
public @interface WorkerTest {}
