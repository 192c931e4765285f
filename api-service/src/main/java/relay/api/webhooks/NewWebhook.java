package relay.api.webhooks;

/** What a registration asks for. */
record NewWebhook(WebhookSettings settings, SecretWish secret) {}
