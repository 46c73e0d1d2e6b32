package io.tickwire.bench;

/**
 * A server to measure.
 *
 * @param name in the report
 * @param url where requests go
 * @param ticksUrl where ticks come out; empty when the bench has none
 */
record Target(String name, String url, String ticksUrl) {}
