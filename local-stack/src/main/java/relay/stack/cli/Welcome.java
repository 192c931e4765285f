package relay.stack.cli;

import relay.stack.LocalStack;

/** What a user is told when all is ready. */
final class Welcome {
  /** The secret of the published vectors of Standard Webhooks: fit for a first try, not secret. */
  private static final String EXAMPLE_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private Welcome() {}

  static String text(LocalStack stack) {
    return """

    The relay is ready.

      dashboard  %1$s/ui/
      API        %1$s
      API docs   %1$s/docs
      health     %1$s/actuator/health/readiness   %2$s/actuator/health/readiness
      metrics    %1$s/actuator/prometheus   %2$s/actuator/prometheus
      API key    %3$s

    To try it, start a receiver in another terminal: python3 examples/receiver.py %4$s
    Then register it, post an event, and see what was sent:

    curl -sS %1$s/webhooks -H 'Authorization: Bearer %3$s' -H 'Content-Type: application/json' -d '{"url":"http://127.0.0.1:9000/","eventTypes":["order.*"],"secret":"%4$s"}'
    curl -sS %1$s/events -H 'Authorization: Bearer %3$s' -H 'Content-Type: application/json' -d '{"type":"order.created","data":{"id":1}}'
    curl -sS %1$s/logs -H 'Authorization: Bearer %3$s'

    ./relay demo posts real payloads; Ctrl-C stops everything and keeps the data.
    """
        .formatted(stack.api(), stack.worker(), stack.apiKey(), EXAMPLE_SECRET);
  }
}
