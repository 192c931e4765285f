package relay.api.overview;

/** Latencies that a share of all did not exceed, in milliseconds, true to about 10 %. */
record Percentiles(long p50, long p95, long p99) {}
