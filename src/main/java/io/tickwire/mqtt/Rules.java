package io.tickwire.mqtt;

import io.tickwire.config.MqttConfig.MqttLimitsConfig;
import io.tickwire.protocol.mqtt.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;

/**
 * What clients may do. Owner: the broker's thread.
 *
 * @param intake asks what takes platform messages at present
 * @param mailbox the way back to the broker's thread
 */
record Rules(Tools tools, Acl acl, Intake intake, Executor mailbox) {

    /** Whether it may publish to a topic. */
    boolean mayWrite(Who who, String topic) {
        return !Topics.isReserved(topic) && acl.mayWrite(who, topic);
    }

    /** Whether messages are retained at all. */
    boolean retains() {
        return tools.limits().maxRetained() > 0;
    }

    /** Why a topic cannot be used on this server, or null. */
    String sizeProblem(String topic) {
        MqttLimitsConfig limits = tools.limits();
        if (topic.length() > limits.maxTopicBytes() / 3
                && topic.getBytes(StandardCharsets.UTF_8).length > limits.maxTopicBytes()) {
            return "longer than " + limits.maxTopicBytes() + " bytes, see $.mqtt.limits.maxTopicBytes";
        }
        return Topics.depth(topic) > limits.maxTopicLevels()
                ? "more than " + limits.maxTopicLevels() + " levels, see $.mqtt.limits.maxTopicLevels"
                : null;
    }
}
