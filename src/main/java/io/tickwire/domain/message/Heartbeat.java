package io.tickwire.domain.message;

/**
 * The platform's heartbeat; edges ping their clients on it.
 *
 * @param connections open bridge connections
 * @param tickClients open tick stream connections
 */
public record Heartbeat(long timeMsc, int connections, int tickClients) {}
