package io.tickwire.domain.message;

import java.util.List;

/**
 * Asks a poller for cached ticks.
 *
 * @param streams stream names
 * @param count newest ticks of each, or
 * @param since everything after this place, null = not asked
 */
public record TickQuery(List<String> streams, int count, Resume since) {}
