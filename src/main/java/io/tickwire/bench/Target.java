package io.tickwire.bench;

import java.util.function.LongSupplier;

/**
 * A server to measure.
 *
 * @param name in the report
 * @param url where requests go
 * @param ticksUrl where ticks come out; empty when the bench has none
 * @param pid of its process, 0 when it is not ours
 * @param cpuNanos processor time of the server so far; 0 when it cannot be known
 */
public record Target(String name, String url, String ticksUrl, long pid, LongSupplier cpuNanos) {}
