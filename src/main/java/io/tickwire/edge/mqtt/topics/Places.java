package io.tickwire.edge.mqtt.topics;

import io.tickwire.domain.message.Resume;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Up to where the executions of each account were told; it outlives the verticle that tells them. Any thread. */
public final class Places {
    private final Map<String, Resume> told = new ConcurrentHashMap<>();

    /** Null when none was told yet. */
    Resume of(String account) {
        return told.get(account);
    }

    void told(String account, Resume place) {
        told.put(account, place);
    }
}
