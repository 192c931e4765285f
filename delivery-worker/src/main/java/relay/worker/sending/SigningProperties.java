package relay.worker.sending;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The signature of the body alone, for receivers that do not know Standard Webhooks.
 *
 * @param bodyHeader the name of its header; an RFC 9110 token, and none that the relay or HTTP uses
 * @param bodyHeaderEnabled whether it is sent
 */
@ConfigurationProperties("relay.signing")
record SigningProperties(
    @DefaultValue("X-AlgoHire-Signature") String bodyHeader,
    @DefaultValue("true") boolean bodyHeaderEnabled) {

  SigningProperties {
    if (!bodyHeader.matches("[Xx]-[A-Za-z0-9-]{1,98}")) {
      throw new IllegalArgumentException(
          "relay.signing.body-header has to start with X- and go on with letters, digits and -,"
              + " in all at most 100 characters");
    }
  }
}
