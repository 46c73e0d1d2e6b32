package io.tickwire.config;

/**
 * What all listeners have in common, whatever they speak.
 *
 * @param name its key in the configuration
 */
public record Listener(String name, boolean enabled, String host, int port, TlsConfig tls) {}
