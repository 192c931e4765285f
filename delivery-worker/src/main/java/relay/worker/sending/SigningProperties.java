package relay.worker.sending;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import relay.signing.BodySignatureHeader;

/**
 * The signature of the body alone, for receivers that do not know Standard Webhooks.
 *
 * @param bodyHeader the name of its header; an RFC 9110 token, and none that the relay or HTTP uses
 * @param bodyHeaderEnabled whether it is sent
 */
@ConfigurationProperties("relay.signing")
record SigningProperties(
    @DefaultValue(BodySignatureHeader.DEFAULT) String bodyHeader,
    @DefaultValue("true") boolean bodyHeaderEnabled) {

  SigningProperties {
    BodySignatureHeader.check(bodyHeader);
  }
}
