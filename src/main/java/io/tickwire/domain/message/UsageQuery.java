package io.tickwire.domain.message;

/** What of the limits somebody has used: edges to the session guard. */
public record UsageQuery(String identity, String ip) {}
