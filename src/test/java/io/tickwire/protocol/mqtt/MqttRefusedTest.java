package io.tickwire.protocol.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.protocol.mqtt.Heard.Malformed;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, by which rule, and with which reason; bytes as {@link Wire} writes them. */
final class MqttRefusedTest {
    private static Malformed refused(MqttReader reader, String wire, ReasonCode reason, String rule) {
        List<Heard> heard = Wire.read(reader, Wire.bytes(wire));
        assertEquals(1, heard.size(), heard.toString());
        Malformed malformed = assertInstanceOf(Malformed.class, heard.get(0));
        assertEquals(reason, malformed.reason(), malformed.why());
        assertTrue(malformed.why().contains(rule), malformed.why());
        return malformed;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
                    # what is no MQTT at all, or not yet
                    MALFORMED_PACKET | 2.1.2 | 01 00 | -
                    MALFORMED_PACKET | 2.1.2 | 00 | -
                    MALFORMED_PACKET | 2.1.3-1 | 474554 | -
                    MALFORMED_PACKET | 2.1.3-1 | 160301 | -
                    MALFORMED_PACKET | 2.1.3-1 | 1F: 'MQTT' 04 02 003C 'c' | -
                    PROTOCOL_ERROR | 3.1.0-1 | C0 | -
                    PROTOCOL_ERROR | 3.1.0-1 | 30: 'a' | -
                    PROTOCOL_ERROR | 3.1.0-1 | E0 00 | -
                    PROTOCOL_ERROR | 3.1.0-1 | 82: 0001 'a' 00 | -
                    PROTOCOL_ERROR | 3.1.0-1 | F0 00 | -
                    PROTOCOL_ERROR | 2.1.2 | 20 02 00 00 | -
                    MALFORMED_PACKET | 1.5.5 | 10 80 80 80 80 01 | -
                    MALFORMED_PACKET | 1.5.5 | 10 FF FF FF FF | -
                    MALFORMED_PACKET | 1.5.5-1 | 10 8D 00 | -
                    MALFORMED_PACKET | 1.5.5-1 | 10 80 80 00 | -
                    PACKET_TOO_LARGE | 3.2.2-15 | 10 FF FF FF 7F | -
                    # which MQTT
                    UNSUPPORTED_PROTOCOL_VERSION | 3.1.2-1 | 10: 'HTTP' 04 02 003C 'c' | -
                    UNSUPPORTED_PROTOCOL_VERSION | 3.1.2-1 | 10: 'mqtt' 04 02 003C 'c' | -
                    UNSUPPORTED_PROTOCOL_VERSION | 3.1.2-1 | 10: '' 04 02 003C 'c' | -
                    CLIENT_IDENTIFIER_NOT_VALID | 3.1 | 10: 'MQIsdp' 03 02 003C '' | V311
                    UNSUPPORTED_PROTOCOL_VERSION | 3.1.2-2 | 10: 'MQIsdp' 04 02 003C 'c' | V311
                    UNSUPPORTED_PROTOCOL_VERSION | 3.1.2-2 | 10: 'MQTT' 03 02 003C 'c' | V311
                    UNSUPPORTED_PROTOCOL_VERSION | 3.1.2-2 | 10: 'MQTT' 00 02 003C 'c' | V311
                    UNSUPPORTED_PROTOCOL_VERSION | 3.1.2-2 | 10: 'MQTT' 84 02 003C 'c' | V311
                    UNSUPPORTED_PROTOCOL_VERSION | 3.1.2-2 | 10: 'MQTT' 06 02 003C 'c' | V5
                    UNSUPPORTED_PROTOCOL_VERSION | 3.1.2-2 | 10: 'MQTT' FF 02 003C 'c' | V5
                    # CONNECT of 3.1.1
                    MALFORMED_PACKET | 4.13.1 | 10 00 | -
                    MALFORMED_PACKET | 4.13.1 | 10: 'MQTT' | -
                    MALFORMED_PACKET | 4.13.1 | 10: 'MQTT' 04 02 00 | -
                    MALFORMED_PACKET | 4.13.1 | 10: 'MQTT' 04 02 003C 0002 63 | -
                    MALFORMED_PACKET | goes on | 10: 'MQTT' 04 02 003C 'c' 00 | -
                    MALFORMED_PACKET | 3.1.2-3 | 10: 'MQTT' 04 03 003C 'c' | -
                    MALFORMED_PACKET | 3.1.2-11 | 10: 'MQTT' 04 0A 003C 'c' | -
                    MALFORMED_PACKET | 3.1.2-11 | 10: 'MQTT' 04 1A 003C 'c' | -
                    MALFORMED_PACKET | 3.1.2-12 | 10: 'MQTT' 04 1E 003C 'c' 'w' 'p' | -
                    MALFORMED_PACKET | 3.1.2-13 | 10: 'MQTT' 04 22 003C 'c' | -
                    MALFORMED_PACKET | 3.1.2-22 | 10: 'MQTT' 04 42 003C 'c' 'p' | -
                    MALFORMED_PACKET | 4.13.1 | 10: 'MQTT' 04 06 003C 'c' | -
                    MALFORMED_PACKET | 4.13.1 | 10: 'MQTT' 04 06 003C 'c' 'w' | -
                    MALFORMED_PACKET | 4.13.1 | 10: 'MQTT' 04 82 003C 'c' | -
                    MALFORMED_PACKET | 4.13.1 | 10: 'MQTT' 04 C2 003C 'c' 'u' | -
                    TOPIC_NAME_INVALID | 4.7.3-1 | 10: 'MQTT' 04 06 003C 'c' '' 'p' | -
                    TOPIC_NAME_INVALID | 3.3.2-2 | 10: 'MQTT' 04 06 003C 'c' 'a/#' 'p' | -
                    MALFORMED_PACKET | 1.5.4-2 | 10: 'MQTT' 04 02 003C 0001 00 | -
                    MALFORMED_PACKET | 1.5.4-1 | 10: 'MQTT' 04 02 003C 0002 C080 | -
                    # CONNECT of 5.0 is told why
                    MALFORMED_PACKET | 4.13.1 | 10: 'MQTT' 05 02 003C | V5
                    MALFORMED_PACKET | 4.13.1 | 10: 'MQTT' 05 02 003C { } | V5
                    MALFORMED_PACKET | goes on | 10: 'MQTT' 05 02 003C { } 'c' 'c' | V5
                    MALFORMED_PACKET | 3.1.2-3 | 10: 'MQTT' 05 03 003C { } 'c' | V5
                    MALFORMED_PACKET | 3.1.2-12 | 10: 'MQTT' 05 1E 003C { } 'c' { } 'w' 'p' | V5
                    MALFORMED_PACKET | 2.2.2.1 | 10: 'MQTT' 05 02 003C 20 'c' | V5
                    MALFORMED_PACKET | 2.2.2.1 | 10: 'MQTT' 05 02 003C FFFFFF7F 'c' | V5
                    MALFORMED_PACKET | 1.5.5 | 10: 'MQTT' 05 02 003C 8080808001 'c' | V5
                    MALFORMED_PACKET | 1.5.5-1 | 10: 'MQTT' 05 02 003C 8000 'c' | V5
                    MALFORMED_PACKET | 4.13.1 | 10: 'MQTT' 05 02 003C { 21 00 } 'c' | V5
                    MALFORMED_PACKET | 2.2.2.2 | 10: 'MQTT' 05 02 003C { 7E 00 } 'c' | V5
                    MALFORMED_PACKET | 2.2.2.2 | 10: 'MQTT' 05 02 003C { 8002 00 } 'c' | V5
                    MALFORMED_PACKET | 2.2.2.2 | 10: 'MQTT' 05 02 003C { 00 } 'c' | V5
                    MALFORMED_PACKET | 2.2.2.2 | 10: 'MQTT' 05 02 003C { 23 0001 } 'c' | V5
                    MALFORMED_PACKET | 2.2.2.2 | 10: 'MQTT' 05 02 003C { 13 0001 } 'c' | V5
                    MALFORMED_PACKET | 2.2.2.2 | 10: 'MQTT' 05 02 003C { 18 00000001 } 'c' | V5
                    MALFORMED_PACKET | 2.2.2.2 | 10: 'MQTT' 05 02 003C { 1F 'x' } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.2 | 10: 'MQTT' 05 02 003C { 11 00000001 11 00000001 } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.3 | 10: 'MQTT' 05 02 003C { 21 0000 } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.3 | 10: 'MQTT' 05 02 003C { 21 0001 21 0001 } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.4 | 10: 'MQTT' 05 02 003C { 27 00000000 } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.4 | 10: 'MQTT' 05 02 003C { 27 00000001 27 00000001 } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.5 | 10: 'MQTT' 05 02 003C { 22 0001 22 0001 } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.6 | 10: 'MQTT' 05 02 003C { 19 02 } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.6 | 10: 'MQTT' 05 02 003C { 19 01 19 01 } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.7 | 10: 'MQTT' 05 02 003C { 17 FF } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.7 | 10: 'MQTT' 05 02 003C { 17 00 17 00 } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.9 | 10: 'MQTT' 05 02 003C { 15 'a' 15 'a' } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.10 | 10: 'MQTT' 05 02 003C { 16 0001 01 } 'c' | V5
                    PROTOCOL_ERROR | 3.1.2.11.10 | 10: 'MQTT' 05 02 003C { 15 'a' 16 0001 01 16 0001 01 } 'c' | V5
                    MALFORMED_PACKET | 1.5.4-1 | 10: 'MQTT' 05 02 003C { 26 0001 FF 'v' } 'c' | V5
                    MALFORMED_PACKET | 4.13.1 | 10: 'MQTT' 05 02 003C { 26 'k' } 'c' | V5
                    MALFORMED_PACKET | 2.2.2.2 | 10: 'MQTT' 05 06 003C { } 'c' { 23 0001 } 'w' 'p' | V5
                    PROTOCOL_ERROR | 3.1.3.2.2 | 10: 'MQTT' 05 06 003C { } 'c' { 18 00000001 18 00000001 } 'w' 'p' | V5
                    PROTOCOL_ERROR | 3.3.2.3.2 | 10: 'MQTT' 05 06 003C { } 'c' { 01 02 } 'w' 'p' | V5
                    PROTOCOL_ERROR | 3.3.2-14 | 10: 'MQTT' 05 06 003C { } 'c' { 08 'a/+' } 'w' 'p' | V5
                    TOPIC_NAME_INVALID | 4.7.3-1 | 10: 'MQTT' 05 06 003C { } 'c' { } '' 'p' | V5
                    TOPIC_NAME_INVALID | 3.3.2-2 | 10: 'MQTT' 05 06 003C { } 'c' { } '+' 'p' | V5
                    """)
    void asAFirstPacket(ReasonCode reason, String rule, String wire, MqttVersion answer) {
        assertEquals(
                answer,
                refused(MqttReader.ofServer(Wire.MAX), wire, reason, rule).answer());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    PROTOCOL_ERROR | 3.1.0-2 | 10: 'MQTT' 05 02 003C { } 'c'
                    MALFORMED_PACKET | 2.1.2 | 01 00
                    MALFORMED_PACKET | 1.5.5 | C0 80 80 80 80 00
                    MALFORMED_PACKET | 1.5.5-1 | C0 80 00
                    PACKET_TOO_LARGE | 3.2.2-15 | 30 FF FF 7F
                    # only servers send these
                    PROTOCOL_ERROR | 2.1.2 | 20: 00 00 { }
                    PROTOCOL_ERROR | 2.1.2 | 90: 0001 { } 00
                    PROTOCOL_ERROR | 2.1.2 | B0: 0001 { } 00
                    PROTOCOL_ERROR | 2.1.2 | D0 00
                    # reserved flags
                    MALFORMED_PACKET | 2.1.3-1 | 41: 0001
                    MALFORMED_PACKET | 2.1.3-1 | 52: 0001
                    MALFORMED_PACKET | 2.1.3-1 | 60: 0001
                    MALFORMED_PACKET | 2.1.3-1 | 63: 0001
                    MALFORMED_PACKET | 2.1.3-1 | 78: 0001
                    MALFORMED_PACKET | 2.1.3-1 | 80: 0001 { } 'a' 00
                    MALFORMED_PACKET | 2.1.3-1 | A0: 0001 { } 'a'
                    MALFORMED_PACKET | 2.1.3-1 | C1 00
                    MALFORMED_PACKET | 2.1.3-1 | E2 00
                    MALFORMED_PACKET | 2.1.3-1 | F1 00
                    # PUBLISH
                    MALFORMED_PACKET | 3.3.1-4 | 36: 'a' 0001 { }
                    MALFORMED_PACKET | 3.3.1-2 | 38: 'a' { }
                    MALFORMED_PACKET | 4.13.1 | 30 00
                    MALFORMED_PACKET | 4.13.1 | 30: 'a'
                    MALFORMED_PACKET | 4.13.1 | 30: 0005 61
                    MALFORMED_PACKET | 4.13.1 | 32: 'a' 00
                    PROTOCOL_ERROR | 2.2.1-3 | 32: 'a' 0000 { }
                    PROTOCOL_ERROR | 2.2.1-3 | 34: 'a' 0000 { }
                    TOPIC_NAME_INVALID | 3.3.2-2 | 30: 'a/#' { }
                    TOPIC_NAME_INVALID | 3.3.2-2 | 30: 'a+b' { }
                    PROTOCOL_ERROR | 3.3.2.1 | 30: '' { }
                    MALFORMED_PACKET | 1.5.4-1 | 30: 0003 EDA080 { }
                    MALFORMED_PACKET | 1.5.4-1 | 30: 0002 C1BF { }
                    MALFORMED_PACKET | 1.5.4-1 | 30: 0004 F4908080 { }
                    MALFORMED_PACKET | 1.5.4-1 | 30: 0001 E4 { }
                    MALFORMED_PACKET | 1.5.4-2 | 30: 0003 610062 { }
                    TOPIC_ALIAS_INVALID | 3.3.2-8 | 30: '' { 23 0000 }
                    TOPIC_ALIAS_INVALID | 3.3.2-8 | 30: 'a' { 23 0000 }
                    PROTOCOL_ERROR | 3.3.2-8 | 30: 'a' { 23 0001 23 0001 }
                    PROTOCOL_ERROR | 3.3.4-6 | 30: 'a' { 0B 01 }
                    PROTOCOL_ERROR | 3.8.2.1.2 | 30: 'a' { 0B 00 }
                    PROTOCOL_ERROR | 3.3.2.3.2 | 30: 'a' { 01 02 }
                    PROTOCOL_ERROR | 3.3.2.3.2 | 30: 'a' { 01 01 01 01 }
                    PROTOCOL_ERROR | 3.3.2.3.3 | 30: 'a' { 02 00000001 02 00000001 }
                    PROTOCOL_ERROR | 3.3.2.3.9 | 30: 'a' { 03 't' 03 't' }
                    PROTOCOL_ERROR | 3.3.2.3.5 | 30: 'a' { 08 'r' 08 'r' }
                    PROTOCOL_ERROR | 3.3.2.3.6 | 30: 'a' { 09 0001 01 09 0001 01 }
                    PROTOCOL_ERROR | 3.3.2-14 | 30: 'a' { 08 'r/#' }
                    PROTOCOL_ERROR | 3.3.2-14 | 30: 'a' { 08 '' }
                    MALFORMED_PACKET | 1.5.4-2 | 30: 'a' { 03 0001 00 }
                    MALFORMED_PACKET | 2.2.2.1 | 30: 'a' 05 01 01
                    MALFORMED_PACKET | 4.13.1 | 30: 'a' 01 02 00000001
                    MALFORMED_PACKET | 1.5.5-1 | 30: 'a' 8000
                    MALFORMED_PACKET | 1.5.5-1 | 30: 'a' { 8100 01 }
                    MALFORMED_PACKET | 2.2.2.2 | 30: 'a' { 1F 'x' }
                    MALFORMED_PACKET | 2.2.2.2 | 30: 'a' { 18 00000001 }
                    MALFORMED_PACKET | 2.2.2.2 | 30: 'a' { 2B 00 }
                    # what answers it
                    PROTOCOL_ERROR | 2.2.1-3 | 40: 0000
                    PROTOCOL_ERROR | 2.2.1-3 | 50: 0000
                    PROTOCOL_ERROR | 2.2.1-3 | 62: 0000
                    PROTOCOL_ERROR | 2.2.1-3 | 70: 0000
                    MALFORMED_PACKET | 4.13.1 | 40 00
                    MALFORMED_PACKET | 4.13.1 | 40: 00
                    PROTOCOL_ERROR | 3.4.2-1 | 40: 0001 92
                    PROTOCOL_ERROR | 3.4.2-1 | 40: 0001 01
                    PROTOCOL_ERROR | 3.4.2-1 | 50: 0001 FF
                    PROTOCOL_ERROR | 3.6.2-1 | 62: 0001 80
                    PROTOCOL_ERROR | 3.6.2-1 | 70: 0001 10
                    MALFORMED_PACKET | goes on | 40: 0001 00 { } 00
                    MALFORMED_PACKET | 2.2.2.1 | 40: 0001 00 04
                    MALFORMED_PACKET | 2.2.2.2 | 40: 0001 00 { 01 01 }
                    PROTOCOL_ERROR | 3.2.2.3.9 | 40: 0001 00 { 1F 'x' 1F 'x' }
                    # SUBSCRIBE and UNSUBSCRIBE
                    PROTOCOL_ERROR | 2.2.1-3 | 82: 0000 { } 'a' 00
                    PROTOCOL_ERROR | 3.8.3-2 | 82: 0001 { }
                    MALFORMED_PACKET | 4.13.1 | 82: 0001
                    MALFORMED_PACKET | 4.13.1 | 82: 0001 { } 'a'
                    PROTOCOL_ERROR | 4.7.3-1 | 82: 0001 { } '' 00
                    PROTOCOL_ERROR | 3.8.3.1 | 82: 0001 { } 'a' 03
                    PROTOCOL_ERROR | 3.8.3.1 | 82: 0001 { } 'a' 30
                    MALFORMED_PACKET | 3.8.3-5 | 82: 0001 { } 'a' 40
                    MALFORMED_PACKET | 3.8.3-5 | 82: 0001 { } 'a' 80
                    PROTOCOL_ERROR | 3.8.3-4 | 82: 0001 { } '$share/g/a' 04
                    PROTOCOL_ERROR | 3.8.2.1.2 | 82: 0001 { 0B 00 } 'a' 00
                    PROTOCOL_ERROR | 3.8.2.1.2 | 82: 0001 { 0B 01 0B 02 } 'a' 00
                    MALFORMED_PACKET | 1.5.5 | 82: 0001 { 0B 8080808001 } 'a' 00
                    MALFORMED_PACKET | 2.2.2.2 | 82: 0001 { 1F 'x' } 'a' 00
                    MALFORMED_PACKET | 1.5.4-1 | 82: 0001 { } 0001 80 00
                    PROTOCOL_ERROR | 2.2.1-3 | A2: 0000 { } 'a'
                    PROTOCOL_ERROR | 3.10.3-2 | A2: 0001 { }
                    PROTOCOL_ERROR | 4.7.3-1 | A2: 0001 { } ''
                    MALFORMED_PACKET | 4.13.1 | A2: 0001 { } 'a' 00
                    MALFORMED_PACKET | 2.2.2.2 | A2: 0001 { 0B 01 } 'a'
                    # the rest
                    MALFORMED_PACKET | goes on | C0: 00
                    PROTOCOL_ERROR | 3.14.2-1 | E0: 8E
                    PROTOCOL_ERROR | 3.14.2-1 | E0: 01
                    MALFORMED_PACKET | goes on | E0: 00 { } 00
                    PROTOCOL_ERROR | 3.1.2.11.2 | E0: 00 { 11 00000000 11 00000000 }
                    PROTOCOL_ERROR | 3.14.2.2.2 | E0: 00 { 11 00000001 }
                    MALFORMED_PACKET | 2.2.2.2 | E0: 00 { 21 0001 }
                    PROTOCOL_ERROR | 3.15.2-1 | F0 00
                    PROTOCOL_ERROR | 3.15.2-1 | F0: 00 { 15 'm' }
                    PROTOCOL_ERROR | 3.15.2-1 | F0: 87 { 15 'm' }
                    PROTOCOL_ERROR | 3.15.2.2.2 | F0: 18
                    PROTOCOL_ERROR | 3.15.2.2.2 | F0: 19 { 16 0001 01 }
                    PROTOCOL_ERROR | 3.1.2.11.9 | F0: 18 { 15 'm' 15 'm' }
                    """)
    void behindAConnectOf5(ReasonCode reason, String rule, String wire) {
        refused(Wire.connected(MqttVersion.V5), wire, reason, rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    PROTOCOL_ERROR | 3.1.0-2 | 10: 'MQTT' 04 02 003C 'c'
                    MALFORMED_PACKET | 3.1.1 §2.2.1 | F0 00
                    PROTOCOL_ERROR | 2.1.2 | 20: 00 00
                    PROTOCOL_ERROR | 2.1.2 | D0 00
                    MALFORMED_PACKET | 2.1.3-1 | 80: 0001 'a' 00
                    MALFORMED_PACKET | 3.3.1-4 | 36: 'a' 0001
                    MALFORMED_PACKET | 3.3.1-2 | 38: 'a'
                    PROTOCOL_ERROR | 2.2.1-3 | 32: 'a' 0000
                    MALFORMED_PACKET | 4.7.3-1 | 30: ''
                    TOPIC_NAME_INVALID | 3.3.2-2 | 30: '#'
                    MALFORMED_PACKET | 1.5.4-1 | 30: 0003 EDBFBF
                    MALFORMED_PACKET | 1.5.4-2 | 30: 0001 00
                    PROTOCOL_ERROR | 2.2.1-3 | 40: 0000
                    MALFORMED_PACKET | goes on | 40: 0001 00
                    MALFORMED_PACKET | goes on | 62: 0001 00 00
                    PROTOCOL_ERROR | 2.2.1-3 | 82: 0000 'a' 00
                    PROTOCOL_ERROR | 3.8.3-2 | 82: 0001
                    PROTOCOL_ERROR | 4.7.3-1 | 82: 0001 '' 00
                    MALFORMED_PACKET | 3-8.3-4 | 82: 0001 'a' 03
                    MALFORMED_PACKET | 3-8.3-4 | 82: 0001 'a' 04
                    MALFORMED_PACKET | 3-8.3-4 | 82: 0001 'a' 80
                    MALFORMED_PACKET | 4.13.1 | 82: 0001 'a'
                    PROTOCOL_ERROR | 3.10.3-2 | A2: 0001
                    PROTOCOL_ERROR | 4.7.3-1 | A2: 0001 ''
                    MALFORMED_PACKET | goes on | C0: 00
                    MALFORMED_PACKET | goes on | E0: 00
                    """)
    void behindAConnectOf311(ReasonCode reason, String rule, String wire) {
        refused(Wire.connected(MqttVersion.V311), wire, reason, rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    V5 | PROTOCOL_ERROR | 3.2.0-1 | 30: 'a' { }
                    V5 | MALFORMED_PACKET | 3.2.2-1 | 20: 02 00 { }
                    V5 | PROTOCOL_ERROR | 3.2.2-8 | 20: 00 01 { }
                    V5 | PROTOCOL_ERROR | 3.2.2-6 | 20: 01 80 { }
                    V5 | MALFORMED_PACKET | 4.13.1 | 20: 00 00
                    V5 | PROTOCOL_ERROR | 3.2.2.3.4 | 20: 00 00 { 24 02 }
                    V5 | PROTOCOL_ERROR | 3.2.2.3.5 | 20: 00 00 { 25 02 }
                    V5 | PROTOCOL_ERROR | 3.2.2.3.13 | 20: 00 00 { 2A 00 2A 00 }
                    V5 | PROTOCOL_ERROR | 3.1.2.11.3 | 20: 00 00 { 21 0000 }
                    V311 | MALFORMED_PACKET | 3.2.2.3 | 20: 00 06
                    V311 | PROTOCOL_ERROR | 3.2.2-6 | 20: 01 05
                    V311 | MALFORMED_PACKET | goes on | 20: 00 00 00
                    V311 | PROTOCOL_ERROR | 2.1.2 | C0 00
                    """)
    void asTheFirstPacketOfAServer(MqttVersion version, ReasonCode reason, String rule, String wire) {
        refused(MqttReader.ofClient(version, Wire.MAX), wire, reason, rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    V5 | PROTOCOL_ERROR | 3.2.0-2 | 20: 00 00 { }
                    V5 | PROTOCOL_ERROR | 2.1.2 | 10: 'MQTT' 05 02 003C { } 'c'
                    V5 | PROTOCOL_ERROR | 2.1.2 | 82: 0001 { } 'a' 00
                    V5 | PROTOCOL_ERROR | 2.1.2 | A2: 0001 { } 'a'
                    V5 | PROTOCOL_ERROR | 2.1.2 | C0 00
                    V5 | PROTOCOL_ERROR | 3.9.3-2 | 90: 0001 { } 03
                    V5 | PROTOCOL_ERROR | 3.11.3-2 | B0: 0001 { } 01
                    V5 | PROTOCOL_ERROR | 3.8.4-6 | 90: 0001 { }
                    V5 | PROTOCOL_ERROR | 3.14.2-1 | E0: 04
                    V5 | PROTOCOL_ERROR | 3.14.2-2 | E0: 00 { 11 00000000 }
                    V5 | PROTOCOL_ERROR | 3.15.2-1 | F0: 19 { 15 'm' }
                    V311 | PROTOCOL_ERROR | 3.9.3-2 | 90: 0001 87
                    V311 | MALFORMED_PACKET | goes on | B0: 0001 00
                    V311 | PROTOCOL_ERROR | 3.1.1 §2.2.1 | E0 00
                    """)
    void fromAServer(MqttVersion version, ReasonCode reason, String rule, String wire) {
        refused(Wire.accepted(version), wire, reason, rule);
    }

    /** What looks wrong and is not, or is the broker's to answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    V5 | 82: 0001 { } 'a#' 00
                    V5 | 82: 0001 { } '$share//x' 00
                    V5 | 82: 0001 { } '$share/g/x' 00
                    V311 | 82: 0001 'a#' 00
                    V5 | 30: 0004 EFBBBF61 { }
                    V5 | 30: 0003 EFBFBF { }
                    V5 | 30: 'a' { 02 00000000 01 00 }
                    V5 | 30: 'a' { 01 01 } FF
                    V5 | 30: 'a' { 09 0000 03 '' }
                    V5 | 30: 'a' { 26 'k' 'v' 26 'k' 'v' 26 '' '' }
                    V5 | 30: '$SYS/a' { }
                    V5 | 40: 0001 00
                    V5 | 40: 0001 00 { }
                    V5 | E0: 00
                    V5 | E0: 00 { 11 00000000 1C 's' }
                    """)
    void theseAreRead(MqttVersion version, String wire) {
        List<Heard> heard = Wire.read(Wire.connected(version), Wire.bytes(wire));
        assertEquals(1, heard.size());
        assertInstanceOf(Packet.class, heard.get(0), heard.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    # [MQTT-3.1.3-8] is answered with 0x02
                    10: 'MQTT' 04 00 003C ''
                    10: 'MQTT' 05 00 003C { } ''
                    10: 'MQTT' 05 C2 FFFF { 11 FFFFFFFF 21 FFFF 27 FFFFFFFF 22 FFFF } 'c' '' ''
                    10: 'MQTT' 05 06 0000 { } 'c' { } 'w' ''
                    """)
    void theseConnect(String wire) {
        List<Heard> heard = Wire.read(MqttReader.ofServer(Wire.MAX), Wire.bytes(wire));
        assertEquals(1, heard.size());
        assertInstanceOf(Packet.Connect.class, heard.get(0), heard.toString());
    }
}
