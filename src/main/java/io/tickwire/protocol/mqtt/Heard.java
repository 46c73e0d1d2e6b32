package io.tickwire.protocol.mqtt;

/** What was read: a packet, or why there is none and never will be. */
public sealed interface Heard permits Packet, Heard.Malformed {

    /**
     * The connection cannot go on.
     *
     * @param reason as DISCONNECT (or CONNACK, for a first packet) tells it in MQTT 5.0
     * @param why for people: which rule, with its number in the standard
     * @param answer what to answer with, where the first packet could not be read but tells its version; null = nothing
     */
    record Malformed(ReasonCode reason, String why, MqttVersion answer) implements Heard {}
}
