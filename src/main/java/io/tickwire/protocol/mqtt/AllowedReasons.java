package io.tickwire.protocol.mqtt;

import java.util.BitSet;
import java.util.HexFormat;

/** Which reason codes a packet may have, by their bytes as the tables of MQTT 5.0 give them. */
enum AllowedReasons {
    CONNACK("[MQTT-3.2.2-8]", "00 80 81 82 83 84 85 86 87 88 89 8A 8C 90 95 97 99 9A 9B 9C 9D 9F"),
    /** PUBACK and PUBREC. */
    RECEIPT("[MQTT-3.4.2-1]", "00 10 80 83 87 90 91 97 99"),
    /** PUBREL and PUBCOMP. */
    RELEASE("[MQTT-3.6.2-1]", "00 92"),
    SUBACK_311("3.1.1 [MQTT-3.9.3-2]", "00 01 02 80"),
    SUBACK("[MQTT-3.9.3-2]", "00 01 02 80 83 87 8F 91 97 9E A1 A2"),
    UNSUBACK("[MQTT-3.11.3-2]", "00 11 80 83 87 8F 91"),
    CLIENT_DISCONNECT("[MQTT-3.14.2-1]", "00 04 80 81 82 83 90 93 94 95 96 97 98 99"),
    SERVER_DISCONNECT(
            "[MQTT-3.14.2-1]",
            "00 80 81 82 83 87 89 8B 8C 8D 8E 8F 90 93 94 95 96 97 98 99 9A 9B 9C 9D 9E 9F A0 A1 A2"),
    CLIENT_AUTH("[MQTT-3.15.2-1]", "18 19"),
    SERVER_AUTH("[MQTT-3.15.2-1]", "00 18");

    private final String rule;
    private final BitSet codes = new BitSet();

    AllowedReasons(String rule, String codes) {
        this.rule = rule;
        for (byte code : HexFormat.ofDelimiter(" ").parseHex(codes)) {
            this.codes.set(code & 0xFF);
        }
    }

    ReasonCode read(ByteCursor in) throws Refused {
        return check(in.u8());
    }

    ReasonCode check(int code) throws Refused {
        Refused.protocolErrorIf(!codes.get(code), rule + " this packet has no such reason code");
        return ReasonCode.of(code);
    }
}
