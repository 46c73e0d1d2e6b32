package io.tickwire.domain;

/** The error catalogue: one set for all doors; each door only renders it ({@code protocols} section 1). */
public enum ErrorCode {
    VALIDATION_ERROR(400, 0x99),
    MESSAGE_TOO_LARGE(413, 0x95),
    UNAUTHORIZED(401, 0x87),
    FORBIDDEN(403, 0x87),
    RATE_LIMITED(429, 0x96),
    MAX_CONNECTIONS(503, 0x97),
    TOO_MANY_SYMBOLS(400, 0x97),
    INVALID_SYMBOL(404, 0x90),
    INVALID_VOLUME(400, 0x99),
    INVALID_STOPS(400, 0x99),
    INSUFFICIENT_MARGIN(400, 0x83),
    MARKET_CLOSED(409, 0x83),
    POSITION_NOT_FOUND(404, 0x90),
    SIGNAL_EXPIRED(409, 0x83),
    SIGNAL_CONFLICT(409, 0x83),
    RISK_REJECTED(403, 0x83),
    TRADING_HALTED(503, 0x83),
    TERMINAL_UNAVAILABLE(503, 0x88),
    MT5_CONNECTION_FAILED(502, 0x88),
    TERMINAL_REJECTED(400, 0x83),
    UNKNOWN_OUTCOME(504, 0x80),
    MODEL_NOT_FOUND(404, 0x90),
    MODEL_FAILED(500, 0x80),
    VERTICLE_NOT_FOUND(404, 0x90),
    VERTICLE_CONFLICT(409, 0x83),
    INTERNAL(500, 0x80);

    private final int http;
    private final int mqttReason;

    ErrorCode(int http, int mqttReason) {
        this.http = http;
        this.mqttReason = mqttReason;
    }

    /** Status of the HTTP doors. */
    public int http() {
        return http;
    }

    /** Reason code of the MQTT 5 door. */
    public int mqttReason() {
        return mqttReason;
    }
}
