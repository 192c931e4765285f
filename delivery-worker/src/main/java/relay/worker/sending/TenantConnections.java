package relay.worker.sending;

import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import relay.model.Tenant;

/**
 * Keeps connections for the tenant that opened them: the user token of a request is its tenant, or
 * {@link Fresh} to have a new connection. The pool never gives out a connection of another token.
 */
final class TenantConnections extends PoolingHttpClientConnectionManager {
  /** Asks for a connection that was not used before; it is kept for the tenant as any other. */
  record Fresh(Tenant tenant) {}

  TenantConnections(
      HttpClientConnectionOperator operator,
      HttpConnectionFactory<ManagedHttpClientConnection> factory) {
    // The lax pool would close the connection of another tenant to make room for a new one. A TLS
    // connection is closed outside of the pool's lock, since that writes to the endpoint.
    super(
        operator,
        PoolConcurrencyPolicy.STRICT,
        PoolReusePolicy.LIFO,
        TimeValue.NEG_ONE_MILLISECOND,
        factory,
        true);
  }

  @Override
  public void release(
      ConnectionEndpoint endpoint, @Nullable Object token, @Nullable TimeValue keepAlive) {
    super.release(endpoint, token instanceof Fresh(Tenant tenant) ? tenant : token, keepAlive);
  }
}
