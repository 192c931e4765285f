package relay.worker.sending;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import relay.network.AddressRule;
import relay.network.OwnServers;
import relay.worker.sending.NameLookups.Names;

/** The HTTP client that deliveries are sent with. */
@Configuration(proxyBeanMethods = false)
class HttpClientConfiguration {
  /**
   * Longer than any deadline, which is what ends an exchange; this is for a deadline that fails.
   */
  private static final Timeout SAFETY_NET = Timeout.ofSeconds(60);

  /** Lanes bound what runs at once. A limit here would let webhooks on one host wait for others. */
  private static final int UNLIMITED = 1_000_000;

  /** Below the 5 s after which widely used servers close an idle connection. */
  private static final TimeValue MAX_KEEP_ALIVE = TimeValue.ofSeconds(4);

  /** Each connection has three buffers, of 32 KiB unless told otherwise; a message is smaller. */
  private static final int BUFFER = 4 * 1024;

  private static final int MAX_HEADER_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 100;

  @Bean
  AddressRule addressRule(
      DeliveryProperties properties, JdbcConnectionDetails postgres, KafkaConnectionDetails kafka) {
    return new AddressRule(
        properties.allowedNetworks(),
        OwnServers.of(postgres.getJdbcUrl(), kafka.getBootstrapServers()));
  }

  @Bean(destroyMethod = "close")
  CloseableHttpClient httpClient(AddressRule rule) {
    return httpClient(rule, InetAddress::getAllByName);
  }

  static CloseableHttpClient httpClient(AddressRule rule, Names names) {
    Http1Config limits =
        Http1Config.custom()
            .setBufferSize(BUFFER)
            .setMaxLineLength(MAX_HEADER_LINE)
            // The parser refuses a head that has this many.
            .setMaxHeaderCount(MAX_HEADERS + 1)
            .build();
    AtomicLong connections = new AtomicLong();
    TenantConnections kept =
        new TenantConnections(
            new Connector(new Addresses(new NameLookups(names), rule)),
            _ -> new KeptConnection("delivery-" + connections.incrementAndGet(), limits));
    kept.setMaxTotal(UNLIMITED);
    kept.setDefaultMaxPerRoute(UNLIMITED);
    kept.setDefaultSocketConfig(
        SocketConfig.custom().setSoTimeout(SAFETY_NET).setTcpNoDelay(true).build());
    kept.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(SAFETY_NET)
            .setSocketTimeout(SAFETY_NET)
            .setTimeToLive(TimeValue.ofMinutes(5))
            // KeptConnection decides what is asked, and when.
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
            .build());
    return HttpClients.custom()
        .setConnectionManager(kept)
        .setRequestExecutor(new RequestSender())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(SAFETY_NET)
                .setResponseTimeout(SAFETY_NET)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setKeepAliveStrategy(keepAlive())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .evictExpiredConnections()
        .evictIdleConnections(MAX_KEEP_ALIVE)
        .setUserAgent("webhook-relay/1")
        .build();
  }

  static ConnectionKeepAliveStrategy keepAlive() {
    return (response, context) -> {
      TimeValue offered =
          DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
      return TimeValue.isPositive(offered) && offered.compareTo(MAX_KEEP_ALIVE) < 0
          ? offered
          : MAX_KEEP_ALIVE;
    };
  }
}
