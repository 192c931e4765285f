package relay.api.overview;

import org.jspecify.annotations.Nullable;

/**
 * What went through the relay.
 *
 * @param accepted events; 0 where the figures are of one webhook
 * @param succeeded attempts
 * @param failed attempts
 */
record Figures(long accepted, long succeeded, long failed, @Nullable Percentiles latency) {}
