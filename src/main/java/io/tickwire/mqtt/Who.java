package io.tickwire.mqtt;

import io.tickwire.domain.Identity;

/**
 * Who publishes or subscribes.
 *
 * @param ip where from
 * @param clientId as in MQTT
 */
public record Who(Identity identity, String ip, String clientId) {}
