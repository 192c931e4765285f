package relay.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.test.context.TestPropertySource;
import relay.testservers.TestServers;

/**
 * A test that stops PostgreSQL or Kafka, or gets in the way of all events, as by a commit that
 * fails. Such tests share a service and servers of their own, one after another, and run beside
 * those that stop nothing: mostly they wait.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApiTest
@TestPropertySource(properties = TestServers.STOPPABLE)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("stoppable servers")
@Tag("slow")
public @interface OutageTest {}
