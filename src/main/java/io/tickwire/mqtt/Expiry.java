package io.tickwire.mqtt;

import io.tickwire.config.MqttConfig.MqttLimitsConfig;

/** How long sessions live. Pure. */
final class Expiry {

    private Expiry() {}

    /** What is asked for, within what the server allows. */
    static long capped(long askedSeconds, MqttLimitsConfig limits) {
        long most = limits.maxSessionExpiry().toSeconds();
        return most == 0 ? askedSeconds : Math.min(askedSeconds, most);
    }
}
