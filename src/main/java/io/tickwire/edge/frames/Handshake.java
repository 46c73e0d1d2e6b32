package io.tickwire.edge.frames;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What RFC 6455 §4.2.1 asks of a client's opening handshake. */
public final class Handshake {
    private static final int BAD_REQUEST = 400;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int NONCE_BYTES = 16;
    private static final String VERSION = "13";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private Handshake() {}

    /**
     * An answer that says no.
     *
     * @param headers that go with it
     */
    public record No(int status, String reason, Map<String, String> headers) {

        static No badRequest(String reason) {
            return new No(BAD_REQUEST, reason, Map.of());
        }
    }

    /** Whether a request's headers ask for a WebSocket at all. */
    public static boolean isAskedFor(MultiMap headers) {
        return hasToken(headers, "Upgrade", "websocket");
    }

    /** What is wrong with a request that asks for a WebSocket, or null. */
    public static No check(HttpMethod method, MultiMap headers) {
        if (method != HttpMethod.GET) {
            return new No(METHOD_NOT_ALLOWED, "A WebSocket handshake is a GET request", Map.of("Allow", "GET"));
        }
        if (!hasToken(headers, "Connection", "Upgrade")) {
            return No.badRequest("Connection does not say Upgrade");
        }
        if (headers.getAll("Host").size() != 1) {
            return No.badRequest("Host is missing or there twice");
        }
        if (!headers.getAll("Sec-WebSocket-Version").equals(List.of(VERSION))) {
            return new No(
                    UPGRADE_REQUIRED,
                    "This server speaks version 13 of the WebSocket protocol",
                    Map.of("Sec-WebSocket-Version", VERSION, "Upgrade", "websocket"));
        }
        if (headers.getAll("Sec-WebSocket-Key").size() != 1 || !isNonce(headers.get("Sec-WebSocket-Key"))) {
            return No.badRequest("Sec-WebSocket-Key is not 16 bytes in Base64");
        }
        if (headers.contains("Transfer-Encoding")
                || !"0".equals(headers.get("Content-Length") == null ? "0" : headers.get("Content-Length"))) {
            // What follows the head is frames.
            return No.badRequest("A WebSocket handshake has no body");
        }
        return null;
    }

    /** What proves that a handshake was understood (RFC 6455 §4.2.2). */
    public static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key.strip() + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Whether a header lists a word. */
    public static boolean hasToken(MultiMap headers, String name, String token) {
        for (String line : headers.getAll(name)) {
            for (String each : line.split(",")) {
                if (each.strip().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNonce(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == NONCE_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
