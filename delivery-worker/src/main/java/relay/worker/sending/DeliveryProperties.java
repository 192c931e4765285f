package relay.worker.sending;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import relay.network.Network;

/**
 * Where deliveries may go.
 *
 * @param allowedNetworks networks that are not public and yet may be delivered to
 */
@ConfigurationProperties("relay.delivery")
record DeliveryProperties(@DefaultValue List<Network> allowedNetworks) {}
