package io.tickwire.protocol;

/**
 * WebSocket close codes (RFC 6455 §7.4). A client should reconnect after 1001, 1011, 1013 and 4000 to 4499, not after
 * 1008 and 4500 to 4999.
 */
public enum CloseCode {
    NORMAL(1000),
    GOING_AWAY(1001),
    PROTOCOL_ERROR(1002),
    UNSUPPORTED(1003),
    INVALID_UTF8(1007),
    POLICY(1008),
    TOO_BIG(1009),
    INTERNAL(1011),
    NO_ROOM(1013),
    IDLE(4000),
    SLOW_CONSUMER(4001),
    DRAINING(4002),
    ABUSE(4500),
    TOKEN_EXPIRED(4501);

    private final short code;

    CloseCode(int code) {
        this.code = (short) code;
    }

    public short code() {
        return code;
    }
}
