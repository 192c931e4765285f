package relay.api.webhooks;

import java.util.Optional;
import relay.signing.SigningSecret;

/** What a request makes of a webhook; without a secret, it keeps the one that it has. */
record WebhookChange(WebhookSettings settings, Optional<SigningSecret> secret) {}
