package io.tickwire.protocol.mqtt;

/** Protocol level of a connection. */
public enum MqttVersion {
    V311(4),
    V5(5);

    private final int level;

    MqttVersion(int level) {
        this.level = level;
    }

    /** As CONNECT carries it. */
    public int level() {
        return level;
    }
}
