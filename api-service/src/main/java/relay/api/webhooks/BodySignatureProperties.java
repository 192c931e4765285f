package relay.api.webhooks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The same setting as the delivery-worker's, so that no webhook can forge the header.
 *
 * @param bodyHeader the name of the header with the signature of the body alone
 */
@ConfigurationProperties("relay.signing")
record BodySignatureProperties(@DefaultValue("X-AlgoHire-Signature") String bodyHeader) {
  BodySignatureProperties {
    if (!bodyHeader.matches("[Xx]-[A-Za-z0-9-]{1,98}")) {
      throw new IllegalArgumentException(
          "relay.signing.body-header has to start with X- and go on with letters, digits and -,"
              + " in all at most 100 characters");
    }
  }
}
