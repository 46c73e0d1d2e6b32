package io.tickwire.domain.message;

/**
 * An MQTT client has come to a node: whoever else has it lets it go. Nodes to each other.
 *
 * @param node where it is now
 */
public record ClientClaimed(String node, String clientId) {}
