package io.tickwire.client;

import java.util.List;

/**
 * Something was missed and cannot be told again.
 *
 * @param channel {@code ticks} or {@code executions}
 * @param names the symbols, or the account
 */
public record Gap(String channel, List<String> names) {}
