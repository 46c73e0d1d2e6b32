package io.tickwire.it.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.it.TickwireProcess;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which handshakes become WebSockets, and what the others are told. */
final class HandshakeIT {
    private static final String NEWLINE = "\r\n";
    private static final List<String> HEADERS = List.of(
            "Host: 127.0.0.1",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13");

    private static TickwireProcess tickwire;

    @BeforeAll
    static void start() {
        tickwire = TickwireProcess.startDefault();
    }

    @AfterAll
    static void stop() {
        tickwire.close();
    }

    private static String statusOf(String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(5_000);
            socket.connect(new InetSocketAddress("127.0.0.1", tickwire.httpPort()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            return head.toString();
        }
    }

    /** @param changed headers that replace those of a good handshake; one without a value takes it away */
    static String request(String line, String... changed) {
        StringBuilder head = new StringBuilder(line).append(NEWLINE);
        HEADERS.stream()
                .filter(header -> Stream.of(changed).noneMatch(other -> other.startsWith(nameOf(header))))
                .forEach(header -> head.append(header).append(NEWLINE));
        Stream.of(changed).filter(header -> !header.endsWith(":")).forEach(header -> head.append(header)
                .append(NEWLINE));
        return head.append(NEWLINE).toString();
    }

    private static String nameOf(String header) {
        return header.substring(0, header.indexOf(':') + 1);
    }

    @Test
    void acceptsAGoodHandshakeAsTheStandardSays() throws IOException {
        String head = statusOf(request("GET /echo HTTP/1.1"));
        assertTrue(head.startsWith("HTTP/1.1 101 "), head);
        assertTrue(head.toLowerCase().contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo="), head);
        String offered = statusOf(request(
                "GET /echo HTTP/1.1", "Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: chat"));
        assertTrue(offered.startsWith("HTTP/1.1 101 "), offered);
        assertFalse(offered.toLowerCase().contains("sec-websocket-extensions"), offered);
        assertFalse(offered.toLowerCase().contains("sec-websocket-protocol"), offered);
    }

    @ParameterizedTest
    @CsvSource({
        "400, GET /echo HTTP/1.1, Sec-WebSocket-Key:",
        "400, GET /echo HTTP/1.1, Sec-WebSocket-Key: c2hvcnQ=",
        "400, GET /echo HTTP/1.1, Connection: keep-alive",
        "400, GET /echo HTTP/1.1, Content-Length: 3",
        "426, GET /echo HTTP/1.1, Sec-WebSocket-Version: 8",
        "426, GET /echo HTTP/1.1, Sec-WebSocket-Version:",
        "426, GET /echo HTTP/1.1, Upgrade:",
        "426, GET /echo HTTP/1.0, X: y",
        "426, GET /websocket/ws HTTP/1.0, X: y",
        "405, POST /echo HTTP/1.1, X: y",
        "404, GET /nowhere HTTP/1.1, X: y",
        "403, GET /echo HTTP/1.1, Origin: https://evil.example",
    })
    void refusesABadHandshakeWithTheStatusThatFits(int status, String line, String header) throws IOException {
        String head = statusOf(request(line, header));
        assertTrue(head.matches("(?s)HTTP/1\\.[01] " + status + " .*"), head);
        assertEquals(
                header.startsWith("Sec-WebSocket-Version"),
                head.toLowerCase().contains("sec-websocket-version: 13"),
                head);
    }
}
