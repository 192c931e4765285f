package relay.api.arrival;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import relay.api.Api;
import relay.api.ApiTest;
import relay.testservers.TestAuthority;

/** With the settings that docs/security.md names. */
@ApiTest
@Tag("slow")
class TlsTest {
  @TempDir static Path folder;
  private static TestAuthority authority;

  @LocalServerPort int port;

  @BeforeAll
  static void issue() throws Exception {
    authority = new TestAuthority(folder);
    authority.issue("first", "dns:localhost");
    authority.issue("second", "dns:localhost");
    install("first");
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) {
    settings.add("server.ssl.bundle", () -> "relay");
    settings.add("spring.ssl.bundle.pem.relay.keystore.certificate", () -> folder + "/tls.crt");
    settings.add("spring.ssl.bundle.pem.relay.keystore.private-key", () -> folder + "/tls.key");
    settings.add("spring.ssl.bundle.pem.relay.reload-on-update", () -> "true");
    settings.add("spring.ssl.bundle.watch.file.quiet-period", () -> "100ms");
  }

  @Test
  void the_api_is_served_by_tls_with_the_certificate_that_is_in_the_file_now() throws Exception {
    HttpResponse<String> answer = get(authority.client());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(subject(answer)).isEqualTo("CN=first");

    install("second");
    // A reload between the two files has a key and a certificate that are not of each other.
    await()
        .atMost(Api.PATIENCE)
        .ignoreExceptionsInstanceOf(SSLException.class)
        .untilAsserted(() -> assertThat(subject(get(authority.client()))).isEqualTo("CN=second"));
  }

  @Test
  void who_does_not_trust_the_authority_gets_nothing() throws Exception {
    assertThatThrownBy(() -> get(SSLContext.getDefault())).isInstanceOf(SSLException.class);
  }

  @Test
  void what_is_no_tls_is_refused() throws Exception {
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
      plain.setSoTimeout((int) Api.PATIENCE.toMillis());
      plain
          .getOutputStream()
          .write(
              "GET /events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(Api.KEY)
                  .getBytes(ISO_8859_1));

      assertThat(new String(plain.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 400")
          .contains("requires TLS");
    }
  }

  private HttpResponse<String> get(SSLContext tls) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("https://localhost:%d/events".formatted(port)))
              .header("Authorization", "Bearer " + Api.KEY)
              .timeout(Api.PATIENCE)
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static String subject(HttpResponse<String> answer) throws Exception {
    X509Certificate certificate =
        (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    return certificate.getSubjectX500Principal().getName();
  }

  /** The key first: the certificate is what is awaited to change. */
  private static void install(String alias) throws IOException, GeneralSecurityException {
    replace("tls.key", authority.keyPem(alias));
    replace("tls.crt", authority.certificatePem(alias));
  }

  private static void replace(String name, String pem) throws IOException {
    Path made = Files.writeString(folder.resolve(name + ".new"), pem);
    Files.move(made, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
