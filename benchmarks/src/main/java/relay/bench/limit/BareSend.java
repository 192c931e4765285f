package relay.bench.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import relay.bench.load.Payload;

/** What can be sent at most: signed POSTs, 64 at once, by the HTTP client of the relay. */
final class BareSend {
  private static final int AT_ONCE = 64;
  private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

  private BareSend() {}

  /** POSTs a second. */
  static double measure(URI endpoint, Duration time)
      throws IOException, InterruptedException, ExecutionException {
    LongAdder sent = new LongAdder();
    List<Future<?>> running = new ArrayList<>();
    Payload payload = Payload.of("bench.bare");
    try (CloseableHttpClient http = client()) {
      long start = System.nanoTime();
      try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int sender = 0; sender < AT_ONCE; sender++) {
          running.add(
              senders.submit(
                  () -> {
                    while (System.nanoTime() - start < time.toNanos()) {
                      http.execute(post(endpoint, payload), answer -> answer.getCode());
                      sent.increment();
                    }
                    return null;
                  }));
        }
        for (Future<?> sender : running) {
          sender.get();
        }
      }
      return sent.sum() / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static CloseableHttpClient client() {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnTotal(AT_ONCE)
                .setMaxConnPerRoute(AT_ONCE)
                .build())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableContentCompression()
        .build();
  }

  private static HttpPost post(URI endpoint, Payload payload) throws GeneralSecurityException {
    byte[] body = payload.at(System.nanoTime()).getBytes();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(KEY);
    mac.update("evt_0.0.".getBytes(UTF_8));
    HttpPost post = new HttpPost(endpoint);
    post.setHeader(
        "webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)));
    post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    return post;
  }
}
