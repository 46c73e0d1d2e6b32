package io.tickwire.protocol.inference;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells by its first bytes what a client speaks. Pure. */
public enum FirstBytes {
    /** More are needed. */
    UNDECIDED,
    TEXT,
    HTTP,
    /** A TLS record (RFC 8446 §5.1), where none is expected. */
    TLS;

    /** As many as are ever looked at. */
    public static final int LOOKED_AT = 8;

    private static final int HANDSHAKE_RECORD = 0x16;

    /** Words that begin an HTTP request; no window begins so. The last one is the preface of HTTP/2. */
    private static final List<String> METHODS =
            List.of("GET ", "HEAD ", "POST ", "PUT ", "DELETE ", "CONNECT ", "OPTIONS ", "TRACE ", "PATCH ", "PRI ");

    /** @param bytes what came first, as much as there is */
    public static FirstBytes of(byte[] bytes) {
        if (bytes.length == 0) {
            return UNDECIDED;
        }
        if (bytes[0] == HANDSHAKE_RECORD) {
            return TLS;
        }
        String text = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        boolean begun = false;
        for (String method : METHODS) {
            if (text.startsWith(method) || method.startsWith(text)) {
                if (text.length() >= method.length() || text.length() == LOOKED_AT) {
                    return HTTP;
                }
                begun = true;
            }
        }
        return begun ? UNDECIDED : TEXT;
    }
}
