package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What went wrong, with a code of the error catalogue or one of the kit's (NOT_CONNECTED, CLOSED, OVERFLOW ...). */
public final class TickwireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient JsonNode details;

    TickwireException(String code, String message, JsonNode details) {
        super(code + ": " + message);
        this.code = code;
        this.details = details;
    }

    TickwireException(String code, String message) {
        this(code, message, JsonNodeFactory.instance.objectNode());
    }

    static TickwireException closed() {
        return new TickwireException("CLOSED", "the client is closed");
    }

    /** The server closed for good. */
    static TickwireException closedWith(int code, String reason) {
        return new TickwireException(
                "CLOSED",
                "the server closed with " + code + ": " + reason,
                JsonNodeFactory.instance.objectNode().put("close_code", code).put("reason", reason));
    }

    /** There was no upgrade, because of who we are. */
    static TickwireException refused(int status, String reason) {
        return new TickwireException(
                status == 401 ? "UNAUTHORIZED" : "FORBIDDEN",
                reason,
                JsonNodeFactory.instance.objectNode().put("status", status));
    }

    public String code() {
        return code;
    }

    /** What the server added; never null. */
    public JsonNode details() {
        return details == null ? JsonNodeFactory.instance.objectNode() : details;
    }

    /** Seconds, where the server said when to try again; else this. */
    double retryAfterSeconds(double otherwise) {
        return details().path("retry_after").asDouble(otherwise);
    }
}
