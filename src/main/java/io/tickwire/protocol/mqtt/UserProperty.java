package io.tickwire.protocol.mqtt;

/** A name and a value that MQTT 5.0 carries along without looking at them; names may repeat. */
public record UserProperty(String name, String value) {}
