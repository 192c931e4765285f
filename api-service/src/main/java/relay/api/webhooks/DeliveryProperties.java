package relay.api.webhooks;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import relay.network.Network;

/**
 * The same setting as the delivery-worker's, so that a webhook that can not be delivered to is
 * refused at once.
 *
 * @param allowedNetworks networks that are not public and yet may be delivered to
 */
@ConfigurationProperties("relay.delivery")
record DeliveryProperties(@DefaultValue List<Network> allowedNetworks) {}
