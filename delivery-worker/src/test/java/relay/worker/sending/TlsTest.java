package relay.worker.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.network.AddressRule;
import relay.testservers.TestAuthority;
import relay.worker.RawServer;
import relay.worker.attempt.Outcome.Failed;
import relay.worker.attempt.Outcome.Succeeded;
import relay.worker.attempt.Reason;

/** The authority of the tests is in the place of those that the JDK trusts. */
class TlsTest extends Sending {
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "javax.net.ssl.trustStorePassword";

  @TempDir static Path folder;
  private static TestAuthority authority;

  @BeforeAll
  static void issue() throws IOException {
    authority = new TestAuthority(folder);
    authority.issue("good", "ip:127.0.0.1");
    authority.issue("elsewhere", "dns:example.com,ip:127.0.0.2");
    authority.issueExpired("expired", "ip:127.0.0.1");
    authority.issueSelfSigned("self-signed", "ip:127.0.0.1");
  }

  @BeforeEach
  void trust() throws Exception {
    http.close();
    System.setProperty(TRUST_STORE, authority.trustStore().toString());
    System.setProperty(PASSWORD, TestAuthority.PASSWORD);
    try {
      http = new HttpClientConfiguration().httpClient(new AddressRule(LOOPBACK, OWN));
    } finally {
      System.clearProperty(TRUST_STORE);
      System.clearProperty(PASSWORD);
    }
  }

  @Test
  void an_endpoint_with_a_good_certificate_is_delivered_to() throws Exception {
    try (RawServer server = server("good")) {
      assertThat(send(server.url())).isInstanceOf(Succeeded.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "self-signed, unable to find valid certification path",
    "expired, certificate_expired",
    "elsewhere, No subject alternative names matching",
  })
  void one_with_a_bad_certificate_is_sent_nothing(String certificate, String why) throws Exception {
    try (RawServer server = server(certificate)) {
      assertRefused(server.url(), why);
    }
  }

  @Test
  void plain_http_to_a_port_for_tls_is_asked_whether_it_is_one() throws Exception {
    try (RawServer server = server("good")) {
      assertThat(send(URI.create(server.url().toString().replace("https:", "http:"))))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> assertThat(failed.error()).contains("is it not a port for https?"));
    }
  }

  @Test
  void one_that_wants_a_certificate_is_told_that_the_relay_has_none() throws Exception {
    try (RawServer server =
        RawServer.wantingCertificates(authority.server("good"), TlsTest::answer)) {
      assertThat(send(server.url()))
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.error()).contains("client certificate"));
    }
  }

  private void assertRefused(URI url, String why) throws Exception {
    assertThat(send(url))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(Reason.TLS);
              assertThat(failed.error())
                  .startsWith("No TLS connection with 127.0.0.1: ")
                  .contains(why);
            });
    assertCounted("failed", "tls");
  }

  private static RawServer server(String certificate) throws Exception {
    return new RawServer(authority.server(certificate), TlsTest::answer);
  }

  private static void answer(OutputStream out) throws IOException {
    out.write((OK + "Content-Length: 0\r\n\r\n").getBytes(UTF_8));
  }
}
