package relay.api.keys;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key as it is shown: without the key itself. */
public record ApiKeyView(
    String id,
    String name,
    String prefix,
    List<String> scopes,
    String state,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {}
