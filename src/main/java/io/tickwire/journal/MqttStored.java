package io.tickwire.journal;

import java.util.List;

/**
 * What an {@link MqttStore} holds: the changes that would make it, in an order in which they can be made. Sessions come
 * before what belongs to them, messages before what names them, and what waits for a session in the order of its numbers.
 */
public record MqttStored(List<MqttChange> changes) {
    public MqttStored {
        changes = List.copyOf(changes);
    }
}
