package io.tickwire.protocol.mqtt;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/**
 * Bytes as tests write them: hex digits; {@code 'text'} is a string with its length, <code>{ }</code> are properties
 * with theirs, and {@code 82:} is a first byte that wants the length of what follows.
 */
final class Wire {
    /** Plain first packets, for what comes behind them. */
    static final String CONNECT_5 = "10: 'MQTT' 05 02 003C { } 'c'";

    static final String CONNECT_311 = "10: 'MQTT' 04 02 003C 'c'";
    static final int MAX = 300_000;

    private Wire() {}

    static byte[] bytes(String text) {
        int colon = text.indexOf(": ");
        if (colon < 0) {
            return body(text);
        }
        byte[] body = body(text.substring(colon + 2));
        return new ByteWriter()
                .raw(body)
                .toPacket(Integer.parseInt(text.substring(0, colon).strip(), 16));
    }

    private static byte[] body(String text) {
        Deque<ByteArrayOutputStream> open = new ArrayDeque<>(List.of(new ByteArrayOutputStream()));
        for (String token : text.strip().split("\\s+")) {
            if (token.equals("{")) {
                open.push(new ByteArrayOutputStream());
            } else if (token.equals("}")) {
                byte[] inner = open.pop().toByteArray();
                open.peek()
                        .writeBytes(
                                new ByteWriter().varint(inner.length).raw(inner).toBytes());
            } else if (token.startsWith("'")) {
                open.peek()
                        .writeBytes(new ByteWriter()
                                .text(token.substring(1, token.length() - 1))
                                .toBytes());
            } else {
                open.peek().writeBytes(HexFormat.of().parseHex(token));
            }
        }
        return open.pop().toByteArray();
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    /** Everything that is in it, arrays too. */
    static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return hex(bytes);
        } else if (value instanceof List<?> list) {
            return list.stream().map(Wire::text).toList().toString();
        } else if (!(value instanceof Record)) {
            return String.valueOf(value);
        }
        StringJoiner text = new StringJoiner(", ", value.getClass().getSimpleName() + "[", "]");
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                text.add(
                        component.getName() + "=" + text(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        return text.toString();
    }

    /** A server's reader behind a plain CONNECT. */
    static MqttReader connected(MqttVersion version) {
        MqttReader reader = MqttReader.ofServer(MAX);
        read(reader, bytes(version == MqttVersion.V5 ? CONNECT_5 : CONNECT_311));
        return reader;
    }

    /** A client's reader behind a plain CONNACK. */
    static MqttReader accepted(MqttVersion version) {
        MqttReader reader = MqttReader.ofClient(version, MAX);
        read(reader, bytes(version == MqttVersion.V5 ? "20: 00 00 { }" : "20: 00 00"));
        return reader;
    }

    /** What is heard in one piece of bytes. */
    static List<Heard> read(MqttReader reader, byte[] bytes) {
        List<Heard> heard = new ArrayList<>();
        reader.feed(bytes, 0, bytes.length);
        for (Heard next = reader.next(); next != null; next = reader.next()) {
            heard.add(next);
        }
        return heard;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
