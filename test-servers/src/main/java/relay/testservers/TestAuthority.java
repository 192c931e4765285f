package relay.testservers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority that nobody trusts who is not told to, made with the JDK's keytool. */
public final class TestAuthority {
  /** Of every key store. */
  public static final String PASSWORD = "changeit";

  private static final String AUTHORITY = "authority";

  private final Path store;

  /** Keeps its keys in this folder. */
  public TestAuthority(Path folder) throws IOException {
    store = folder.resolve("authority.p12");
    keytool(AUTHORITY, "-dname", "CN=Authority of the tests", "-ext", "bc:c");
  }

  /**
   * Makes a certificate for a server.
   *
   * @param alias any name that was not used yet
   * @param subjects as of keytool, such as {@code dns:localhost,ip:127.0.0.1}
   */
  public void issue(String alias, String subjects) throws IOException {
    issue(alias, subjects, "-signer", AUTHORITY);
  }

  /** Makes one that was valid until yesterday. */
  public void issueExpired(String alias, String subjects) throws IOException {
    issue(alias, subjects, "-signer", AUTHORITY, "-startdate", "-3d", "-validity", "2");
  }

  /** Makes one that this authority has not signed. */
  public void issueSelfSigned(String alias, String subjects) throws IOException {
    issue(alias, subjects, new String[0]);
  }

  /** What a server with this certificate needs. */
  public SSLContext server(String alias) throws IOException, GeneralSecurityException {
    KeyStore own = empty();
    own.setEntry(alias, stored().getEntry(alias, protection()), protection());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** What a client needs that trusts this authority alone. */
  public SSLContext client() throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** A PKCS 12 file with the certificate of this authority alone. */
  public Path trustStore() throws IOException, GeneralSecurityException {
    Path file = store.resolveSibling("trusted.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted().store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /** The certificate and those that lead to the authority, as PEM. */
  public String certificatePem(String alias) throws IOException, GeneralSecurityException {
    StringBuilder pem = new StringBuilder();
    for (Certificate certificate : stored().getCertificateChain(alias)) {
      pem.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return pem.toString();
  }

  /** The private key, as PEM. */
  public String keyPem(String alias) throws IOException, GeneralSecurityException {
    return pem("PRIVATE KEY", stored().getKey(alias, PASSWORD.toCharArray()).getEncoded());
  }

  private void issue(String alias, String subjects, String... more) throws IOException {
    List<String> options =
        new ArrayList<>(List.of("-dname", "CN=" + alias, "-ext", "san=" + subjects));
    options.addAll(List.of(more));
    keytool(alias, options.toArray(String[]::new));
  }

  private void keytool(String alias, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias));
    command.addAll(List.of(options));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool: " + said);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private KeyStore stored() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }

  private KeyStore trusted() throws IOException, GeneralSecurityException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry(AUTHORITY, stored().getCertificate(AUTHORITY));
    return trusted;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    return empty;
  }

  private static KeyStore.PasswordProtection protection() {
    return new KeyStore.PasswordProtection(PASSWORD.toCharArray());
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(der));
  }
}
