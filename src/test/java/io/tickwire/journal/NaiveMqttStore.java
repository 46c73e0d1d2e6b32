package io.tickwire.journal;

import io.tickwire.journal.MqttChange.Body;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an MQTT store should hold, in the most obvious way: facts under names, a session's own under the session's. */
final class NaiveMqttStore {
    private final Map<String, MqttChange> facts = new TreeMap<>();

    /** One change, or what it leaves behind. */
    void apply(MqttChange change) {
        if (change instanceof MqttChange.SessionKept it) {
            facts.put("session/" + it.clientId(), it);
        } else if (change instanceof MqttChange.SessionGone it) {
            facts.remove("session/" + it.clientId());
            facts.keySet().removeIf(name -> name.contains(of(it.clientId())));
        } else if (change instanceof MqttChange.MessageKept it) {
            facts.put("message/" + it.id(), it);
        } else if (change instanceof MqttChange.MessageGone it) {
            facts.remove("message/" + it.id());
        } else if (change instanceof MqttChange.Retained it) {
            facts.put("retained/" + it.body().topic(), it);
        } else if (change instanceof MqttChange.RetainedGone it) {
            facts.remove("retained/" + it.topic());
        } else {
            ofSession(change);
        }
    }

    private void ofSession(MqttChange change) {
        if (change instanceof MqttChange.Subscribed it) {
            own(it.clientId(), "subscription", it.filter(), it);
        } else if (change instanceof MqttChange.Unsubscribed it) {
            own(it.clientId(), "subscription", it.filter(), null);
        } else if (change instanceof MqttChange.Queued it) {
            own(it.clientId(), "queue", it.number(), it);
        } else if (change instanceof MqttChange.Moved it) {
            move(it);
        } else if (change instanceof MqttChange.Delivered it) {
            own(it.clientId(), "queue", it.number(), null);
        } else if (change instanceof MqttChange.Received it) {
            own(it.clientId(), "received", it.packetId(), it);
        } else if (change instanceof MqttChange.Freed it) {
            own(it.clientId(), "received", it.packetId(), null);
        } else if (change instanceof MqttChange.WillKept it) {
            own(it.clientId(), "will", "", it);
        } else if (change instanceof MqttChange.WillGone it) {
            own(it.clientId(), "will", "", null);
        }
    }

    /** No client id has a line break here, so no name holds another one. */
    private static String of(String clientId) {
        return "\n" + clientId + "\n";
    }

    private void own(String clientId, String kind, Object key, MqttChange fact) {
        String name = kind + of(clientId) + key;
        if (fact == null) {
            facts.remove(name);
        } else if (facts.containsKey("session/" + clientId)) {
            facts.put(name, fact);
        }
    }

    private void move(MqttChange.Moved it) {
        facts.computeIfPresent("queue" + of(it.clientId()) + it.number(), (name, fact) -> {
            MqttChange.Queued was = (MqttChange.Queued) fact;
            return new MqttChange.Queued(
                    was.clientId(),
                    was.number(),
                    was.messageId(),
                    was.qos(),
                    was.retain(),
                    was.subscriptionIds(),
                    it.packetId(),
                    it.stage());
        });
    }

    /** What a load gives, as lines in the order of the alphabet; what names nothing or is not named is gone after it. */
    List<String> load() {
        facts.values()
                .removeIf(fact ->
                        fact instanceof MqttChange.Queued it && !facts.containsKey("message/" + it.messageId()));
        Set<Long> named = new HashSet<>();
        facts.values().forEach(fact -> {
            if (fact instanceof MqttChange.Queued it) {
                named.add(it.messageId());
            }
        });
        facts.values().removeIf(fact -> fact instanceof MqttChange.MessageKept it && !named.contains(it.id()));
        return lines(List.copyOf(facts.values()));
    }

    /** Each as a line, in the order of the alphabet. */
    static List<String> lines(List<MqttChange> changes) {
        return changes.stream().map(NaiveMqttStore::line).sorted().collect(Collectors.toList());
    }

    private static String line(MqttChange change) {
        if (change instanceof MqttChange.MessageKept it) {
            return "message " + it.id() + " " + line(it.body());
        }
        if (change instanceof MqttChange.Retained it) {
            return "retained " + line(it.body());
        }
        if (change instanceof MqttChange.WillKept it) {
            return "will of " + it.clientId() + " due " + it.dueMsc() + " after " + it.delaySeconds() + " "
                    + line(it.body());
        }
        return change.toString();
    }

    private static String line(Body body) {
        return body.topic() + " " + Arrays.toString(body.payload()) + " " + body.qos() + " " + body.retain() + " "
                + Arrays.toString(body.properties()) + " " + body.publishedMsc() + " " + body.expiresMsc() + " "
                + body.publisher();
    }
}
