package io.tickwire.protocol.mqtt;

import java.util.List;

/**
 * One MQTT control packet, of either version; what 3.1.1 does not have is at its default. Strings are valid as the
 * standard wants them, byte arrays are nobody's to change.
 */
public sealed interface Packet extends Heard {

    /**
     * MQTT 5.0 §3.1.
     *
     * @param keepAliveSeconds 0 = none
     * @param userName null = none
     * @param password null = none
     * @param will null = none
     * @param sessionExpirySeconds {@link #NEVER} = the session does not expire. 3.1.1: 0 with a clean session, else never
     * @param receiveMaximum QoS 1 and 2 messages that the client takes unacknowledged, 1 to 65535
     * @param maximumPacketSize largest packet that the client takes; {@link Long#MAX_VALUE} = any
     * @param topicAliasMaximum highest alias that the client understands; 0 = none
     * @param authenticationMethod null = none
     */
    record Connect(
            MqttVersion version,
            String clientId,
            boolean cleanStart,
            int keepAliveSeconds,
            String userName,
            byte[] password,
            Will will,
            long sessionExpirySeconds,
            int receiveMaximum,
            long maximumPacketSize,
            int topicAliasMaximum,
            boolean requestResponseInformation,
            boolean requestProblemInformation,
            String authenticationMethod,
            byte[] authenticationData,
            List<UserProperty> userProperties)
            implements Packet {
        public static final long NEVER = 0xFFFF_FFFFL;

        /** Of the client's side, for tests and load: a plain CONNECT. */
        public static Connect of(MqttVersion version, String clientId, boolean cleanStart, int keepAliveSeconds) {
            return new Connect(
                    version,
                    clientId,
                    cleanStart,
                    keepAliveSeconds,
                    null,
                    null,
                    null,
                    version == MqttVersion.V311 && !cleanStart ? NEVER : 0,
                    65535,
                    Long.MAX_VALUE,
                    0,
                    false,
                    true,
                    null,
                    null,
                    List.of());
        }

        /** Never shows a password. */
        @Override
        public String toString() {
            return "Connect[" + version + ", clientId=" + clientId + ", cleanStart=" + cleanStart
                    + ", keepAliveSeconds=" + keepAliveSeconds + ", userName=" + userName + "]";
        }
    }

    /**
     * What is published for a client that is gone.
     *
     * @param delaySeconds how long it waits for the client to come back
     */
    record Will(
            String topic, byte[] payload, int qos, boolean retain, long delaySeconds, MessageProperties properties) {}

    /**
     * MQTT 5.0 §3.2; what is null or at its default is not written.
     *
     * @param sessionExpirySeconds -1 = as asked for
     * @param serverKeepAliveSeconds -1 = as asked for
     * @param assignedClientId null = the client's own
     */
    record ConnAck(
            boolean sessionPresent,
            ReasonCode reason,
            long sessionExpirySeconds,
            int receiveMaximum,
            long maximumPacketSize,
            boolean retainAvailable,
            String assignedClientId,
            int topicAliasMaximum,
            String reasonString,
            int serverKeepAliveSeconds,
            List<UserProperty> userProperties)
            implements Packet {

        /** A refusal. */
        public static ConnAck refused(ReasonCode reason, String why) {
            return new ConnAck(false, reason, -1, 65535, Long.MAX_VALUE, true, null, 0, why, -1, List.of());
        }
    }

    /**
     * MQTT 5.0 §3.3.
     *
     * @param topic empty when an alias stands for it
     * @param packetId 0 with QoS 0
     * @param topicAlias 0 = none
     * @param subscriptionIds of the server's side only
     */
    record Publish(
            boolean dup,
            int qos,
            boolean retain,
            String topic,
            int packetId,
            byte[] payload,
            int topicAlias,
            List<Integer> subscriptionIds,
            MessageProperties properties)
            implements Packet {}

    /**
     * PUBACK, PUBREC, PUBREL, PUBCOMP: MQTT 5.0 §3.4 to §3.7.
     *
     * @param reasonString null = none
     */
    record Ack(Kind kind, int packetId, ReasonCode reason, String reasonString, List<UserProperty> userProperties)
            implements Packet {
        /** Which, by its packet type. */
        public enum Kind {
            PUBACK(4),
            PUBREC(5),
            PUBREL(6),
            PUBCOMP(7);

            private final int type;

            Kind(int type) {
                this.type = type;
            }

            public int type() {
                return type;
            }
        }

        public static Ack of(Kind kind, int packetId, ReasonCode reason) {
            return new Ack(kind, packetId, reason, null, List.of());
        }
    }

    /**
     * MQTT 5.0 §3.8.
     *
     * @param subscriptionId 0 = none
     */
    record Subscribe(int packetId, List<Filter> filters, int subscriptionId, List<UserProperty> userProperties)
            implements Packet {}

    /**
     * One filter of a SUBSCRIBE with its options, MQTT 5.0 §3.8.3.1.
     *
     * @param retainHandling 0 = retained messages are sent, 1 = only for a new subscription, 2 = not
     */
    record Filter(String filter, int qos, boolean noLocal, boolean retainAsPublished, int retainHandling) {
        public static Filter of(String filter, int qos) {
            return new Filter(filter, qos, false, false, 0);
        }
    }

    /** SUBACK and UNSUBACK: MQTT 5.0 §3.9, §3.11. One reason for each filter, in their order; 3.1.1 has none in UNSUBACK. */
    record SubAck(boolean unsubscribe, int packetId, List<ReasonCode> reasons, String reasonString) implements Packet {}

    /** MQTT 5.0 §3.10. */
    record Unsubscribe(int packetId, List<String> filters, List<UserProperty> userProperties) implements Packet {}

    /** MQTT 5.0 §3.12. */
    record PingReq() implements Packet {}

    /** MQTT 5.0 §3.13. */
    record PingResp() implements Packet {}

    /**
     * MQTT 5.0 §3.14.
     *
     * @param sessionExpirySeconds -1 = as before
     * @param reasonString null = none
     */
    record Disconnect(
            ReasonCode reason, long sessionExpirySeconds, String reasonString, List<UserProperty> userProperties)
            implements Packet {
        public static Disconnect of(ReasonCode reason, String why) {
            return new Disconnect(reason, -1, why, List.of());
        }
    }

    /** MQTT 5.0 §3.15. */
    record Auth(ReasonCode reason, String method, byte[] data, String reasonString, List<UserProperty> userProperties)
            implements Packet {}
}
