package io.tickwire.edge.mqtt.bridge;

import io.tickwire.config.MqttBridgeConfig.BridgeTopicConfig;
import io.tickwire.config.MqttBridgeConfig.Direction;
import io.tickwire.protocol.mqtt.Topics;
import java.util.List;

/** What a topic on one side is called on the other. Pure. */
final class TopicMap {
    private final List<Rule> rules;

    /**
     * One direction.
     *
     * @param filter what is heard, with its prefix
     * @param cut the prefix that is taken off
     * @param put the prefix that is put on
     */
    record Rule(String filter, String cut, String put, int qos) {
        boolean fits(String topic) {
            return topic.startsWith(cut) && Topics.matches(filter, topic);
        }

        String mapped(String topic) {
            return put + topic.substring(cut.length());
        }
    }

    private TopicMap(List<Rule> rules) {
        this.rules = rules;
    }

    static TopicMap of(List<BridgeTopicConfig> topics, Direction direction) {
        return new TopicMap(topics.stream()
                .filter(topic -> topic.direction() == direction)
                .map(topic -> {
                    boolean out = direction == Direction.OUT;
                    String cut = out ? topic.localPrefix() : topic.remotePrefix();
                    String put = out ? topic.remotePrefix() : topic.localPrefix();
                    return new Rule(cut + topic.filter(), cut, put, topic.qos());
                })
                .toList());
    }

    List<Rule> rules() {
        return rules;
    }

    /** The first that fits, or null. */
    Rule find(String topic) {
        for (Rule rule : rules) {
            if (rule.fits(topic)) {
                return rule;
            }
        }
        return null;
    }
}
