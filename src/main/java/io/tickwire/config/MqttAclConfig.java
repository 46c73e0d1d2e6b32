package io.tickwire.config;

import java.util.List;

/**
 * A rule on topics. What no rule allows is refused, and what one denies too. A filter may hold {@code %c} for the client
 * id and {@code %u} for the subject of the credential.
 */
public record MqttAclConfig(
        @Setting(doc = "Subjects of credentials it is for; empty = everybody", value = "[]")
        List<String> subjects,

        @Setting(doc = "read (subscribe), write (publish), all, or deny (neither)", value = "all")
        Access access,

        @Setting(doc = "Topic filter; %c is the client id, %u the subject", required = true)
        String topic) {

    /** What a rule does. */
    public enum Access {
        READ,
        WRITE,
        ALL,
        DENY
    }
}
