package relay.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import relay.testservers.TestServers;

/**
 * A test against the whole service over HTTP, on a real PostgreSQL and Kafka. All such tests share
 * one service: each has event types, keys and webhooks of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "relay.api-key=" + Api.KEY,
      "relay.secrets.keys=" + Api.SECRETS_KEY + "," + Api.OLD_SECRETS_KEY,
      "relay.admin.password=" + Api.ADMIN_PASSWORD,
      "relay.session.logins-per-minute=10000",
      "relay.outbox.sweep-after=500ms",
      "relay.outbox.sweep-cap=2s",
      "relay.delivery.allowed-networks=127.0.0.0/8,::1/128,10.0.0.0/8",
      "server.shutdown=immediate"
    })
@Import({TestServers.class, Api.class, RawHttp.class, StoredDeliveries.class, Routes.class})
public @interface ApiTest {}
