package io.tickwire.edge.mqtt;

import io.tickwire.config.MqttConfig.MqttLimitsConfig;
import io.tickwire.mqtt.Connector;
import io.tickwire.ops.Clock;
import io.tickwire.ops.MqttMetrics;
import io.tickwire.protocol.mqtt.Packet.Connect;

/** What the connections of one door share. Owner: the verticle's context. */
record MqttDoorParts(
        MqttNode node, MqttLimitsConfig limits, MqttAdmission admission, Clock clock, MqttMetrics metrics) {

    /** Keep alive that holds for a client: what it asks for, within what the server allows; 0 = none. */
    int keepAliveSeconds(Connect connect) {
        return Connector.keepAliveSeconds(connect, limits);
    }
}
