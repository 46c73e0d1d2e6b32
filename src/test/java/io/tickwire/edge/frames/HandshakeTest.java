package io.tickwire.edge.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HandshakeTest {

    private static MultiMap good() {
        return MultiMap.caseInsensitiveMultiMap()
                .add("Host", "127.0.0.1")
                .add("Upgrade", "WebSocket")
                .add("Connection", "keep-alive, upgrade")
                .add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .add("Sec-WebSocket-Version", "13");
    }

    private static int status(MultiMap headers) {
        return Handshake.check(HttpMethod.GET, headers).status();
    }

    @Test
    void takesWhatBrowsersSend() {
        assertNull(Handshake.check(HttpMethod.GET, good()));
        assertNull(Handshake.check(HttpMethod.GET, good().add("Content-Length", "0")));
    }

    @ParameterizedTest
    @CsvSource({
        "Connection, keep-alive, 400",
        "Host, , 400",
        "Sec-WebSocket-Key, , 400",
        "Sec-WebSocket-Key, '', 400",
        "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25j, 400",
        "Sec-WebSocket-Key, not base64!, 400",
        "Sec-WebSocket-Version, , 426",
        "Sec-WebSocket-Version, 8, 426",
        "Sec-WebSocket-Version, 13.0, 426",
        "Content-Length, 5, 400",
        "Transfer-Encoding, chunked, 400",
    })
    void refusesWhatIsMissingOrWrong(String name, String value, int status) {
        MultiMap headers = good().remove(name);
        assertEquals(status, status(value == null ? headers : headers.add(name, value)));
    }

    @ParameterizedTest
    @CsvSource({"Host, 400", "Sec-WebSocket-Key, 400", "Sec-WebSocket-Version, 426"})
    void refusesWhatIsThereTwice(String name, int status) {
        assertEquals(status, status(good().add(name, good().get(name))));
    }

    @Test
    void namesTheVersionItSpeaks() {
        Handshake.No no = Handshake.check(HttpMethod.GET, good().set("Sec-WebSocket-Version", "14"));
        assertEquals("13", no.headers().get("Sec-WebSocket-Version"));
    }

    @Test
    void refusesOtherMethods() {
        assertEquals(405, Handshake.check(HttpMethod.POST, good()).status());
    }
}
