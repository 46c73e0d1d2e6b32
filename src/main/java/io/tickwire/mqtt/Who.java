package io.tickwire.mqtt;

import io.tickwire.domain.Identity;
import java.util.Set;

/**
 * Who publishes or subscribes.
 *
 * @param ip where from
 * @param clientId as in MQTT
 */
public record Who(Identity identity, String ip, String clientId) {

    /** Whose session it is, who is not here to show what he may do: nothing. */
    static Who absent(Session session) {
        return new Who(new Identity(session.subject(), Set.of(), Set.of(), Long.MAX_VALUE, ""), "", session.clientId());
    }
}
