package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Will;
import io.tickwire.protocol.mqtt.Property.Place;

/** Reads CONNECT, MQTT 5.0 §3.1. Pure. */
final class ConnectParser {
    private static final String NAME = "MQTT";
    /** Name in MQTT 3.1, which is served as if it were 3.1.1: [MQTT-3.1.2-1] allows it. */
    private static final String OLD_NAME = "MQIsdp";

    private static final int OLD_LEVEL = 3;

    private static final int RESERVED = 0x01;
    private static final int CLEAN_START = 0x02;
    private static final int WILL = 0x04;
    private static final int WILL_RETAIN = 0x20;
    private static final int PASSWORD = 0x40;
    private static final int USER_NAME = 0x80;

    private ConnectParser() {}

    static Connect read(ByteCursor in) throws Refused {
        String name = in.text();
        MqttVersion version = version(name, in);
        if (version == MqttVersion.V311) {
            return old(name, body(in, version));
        }
        try {
            Connect connect = body(in, version);
            in.end();
            return connect;
        } catch (Refused refused) {
            // [MQTT-3.1.4-1] a CONNACK may tell why
            throw refused.answeredWith(version);
        }
    }

    /** 3.1 §3.1 knows no empty client id, and has its own return code for it. */
    private static Connect old(String name, Connect connect) throws Refused {
        if (name.equals(OLD_NAME) && connect.clientId().isEmpty()) {
            throw new Refused(
                    ReasonCode.CLIENT_IDENTIFIER_NOT_VALID, "3.1 §3.1 a client id is not empty", MqttVersion.V311);
        }
        return connect;
    }

    private static MqttVersion version(String name, ByteCursor in) throws Refused {
        if (!name.equals(NAME) && !name.equals(OLD_NAME)) {
            throw new Refused(ReasonCode.UNSUPPORTED_PROTOCOL_VERSION, "[MQTT-3.1.2-1] the protocol is not MQTT");
        }
        int level = in.u8();
        if (name.equals(NAME) && level == MqttVersion.V5.level()) {
            return MqttVersion.V5;
        }
        if (level == (name.equals(NAME) ? MqttVersion.V311.level() : OLD_LEVEL)) {
            return MqttVersion.V311;
        }
        // Bridges of other brokers set the highest bit; they try without it when they are refused in their own version.
        MqttVersion answer = (level & 0x7F) < MqttVersion.V5.level() ? MqttVersion.V311 : MqttVersion.V5;
        throw new Refused(
                ReasonCode.UNSUPPORTED_PROTOCOL_VERSION,
                "[MQTT-3.1.2-2] protocol level " + level + " is not 4 or 5",
                answer);
    }

    private static Connect body(ByteCursor in, MqttVersion version) throws Refused {
        boolean v5 = version == MqttVersion.V5;
        int flags = checked(in.u8(), v5);
        int keepAlive = in.u16();
        Properties properties = v5 ? properties(in) : new Properties();
        String clientId = in.text();
        Will will = (flags & WILL) == 0 ? null : will(in, flags, v5);
        String userName = (flags & USER_NAME) == 0 ? null : in.text();
        byte[] password = (flags & PASSWORD) == 0 ? null : in.binary();
        boolean clean = (flags & CLEAN_START) != 0;
        // 3.1.1 §3.1.2.4
        long expiry = v5 ? properties.number(Property.SESSION_EXPIRY_INTERVAL, 0) : clean ? 0 : Connect.NEVER;
        return new Connect(
                version,
                clientId,
                clean,
                keepAlive,
                userName,
                password,
                will,
                expiry,
                properties.smallNumber(Property.RECEIVE_MAXIMUM, 65535),
                properties.number(Property.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE),
                properties.smallNumber(Property.TOPIC_ALIAS_MAXIMUM, 0),
                properties.flag(Property.REQUEST_RESPONSE_INFORMATION, false),
                properties.flag(Property.REQUEST_PROBLEM_INFORMATION, true),
                properties.text(Property.AUTHENTICATION_METHOD),
                properties.binary(Property.AUTHENTICATION_DATA),
                properties.userProperties());
    }

    private static Properties properties(ByteCursor in) throws Refused {
        Properties properties = PropertyParser.read(in, Place.CONNECT);
        Refused.protocolErrorIf(
                properties.has(Property.AUTHENTICATION_DATA) && !properties.has(Property.AUTHENTICATION_METHOD),
                "§3.1.2.11.10 authentication data comes with a method");
        return properties;
    }

    private static int checked(int flags, boolean v5) throws Refused {
        boolean will = (flags & WILL) != 0;
        Refused.malformedIf((flags & RESERVED) != 0, "[MQTT-3.1.2-3] the reserved flag of CONNECT is 0");
        Refused.malformedIf(!will && willQos(flags) != 0, "[MQTT-3.1.2-11] without a will its QoS is 0");
        Refused.malformedIf(willQos(flags) == 3, "[MQTT-3.1.2-12] the QoS of a will is 0, 1 or 2");
        Refused.malformedIf(!will && (flags & WILL_RETAIN) != 0, "[MQTT-3.1.2-13] without a will it is not retained");
        Refused.malformedIf(
                !v5 && (flags & PASSWORD) != 0 && (flags & USER_NAME) == 0,
                "3.1.1 [MQTT-3.1.2-22] a password comes with a user name");
        return flags;
    }

    private static int willQos(int flags) {
        return flags >> 3 & 3;
    }

    private static Will will(ByteCursor in, int flags, boolean v5) throws Refused {
        Properties properties = v5 ? PropertyParser.read(in, Place.WILL) : new Properties();
        long delay = properties.number(Property.WILL_DELAY_INTERVAL, 0);
        String topic = in.text();
        String problem = Topics.nameProblem(topic);
        if (problem != null) {
            throw new Refused(ReasonCode.TOPIC_NAME_INVALID, problem);
        }
        return new Will(topic, in.binary(), willQos(flags), (flags & WILL_RETAIN) != 0, delay, properties.message());
    }
}
