package relay.api.webhooks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import relay.signing.BodySignatureHeader;

/**
 * The same setting as the delivery-worker's, so that no webhook can forge the header.
 *
 * @param bodyHeader the name of the header with the signature of the body alone
 */
@ConfigurationProperties("relay.signing")
record BodySignatureProperties(@DefaultValue(BodySignatureHeader.DEFAULT) String bodyHeader) {
  BodySignatureProperties {
    BodySignatureHeader.check(bodyHeader);
  }
}
