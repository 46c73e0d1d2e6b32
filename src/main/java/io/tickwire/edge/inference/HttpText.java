package io.tickwire.edge.inference;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** HTTP answers as text, for the little HTTP that this door speaks. Pure. */
final class HttpText {
    private HttpText() {}

    /** An answer with a sentence, after which the connection is closed. */
    static String sentence(int status, String sentence, Map<String, String> headers) {
        String body = sentence + "\n";
        return head(status)
                + lines(headers)
                + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body;
    }

    /**
     * The answer to a handshake (RFC 6455 §4.2.2).
     *
     * @param accept what proves that it was understood
     * @param subprotocol chosen of those that the client offers; null for none
     */
    static String switching(String accept, String subprotocol) {
        return head(HttpResponseStatus.SWITCHING_PROTOCOLS.code())
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept + "\r\n"
                + (subprotocol == null ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n";
    }

    private static String head(int status) {
        return "HTTP/1.1 " + status + " " + HttpResponseStatus.valueOf(status).reasonPhrase() + "\r\n";
    }

    private static String lines(Map<String, String> headers) {
        StringBuilder lines = new StringBuilder();
        headers.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        return lines.toString();
    }
}
