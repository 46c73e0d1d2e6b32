package io.tickwire.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Why something was not done: a code from the catalogue, a sentence for a person, and the facts behind it.
 *
 * @param details JSON-ready values (text, numbers, booleans) in reading order
 */
public record Refusal(ErrorCode code, String message, Map<String, Object> details) {

    public Refusal {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, message, Map.of());
    }

    /** The same refusal with one more fact; used while it is built. */
    public Refusal with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(key, value);
        return new Refusal(code, message, more);
    }

    /** A malformed message: which field, what was expected, what came. {@code $} is the whole message. */
    public static Refusal validation(String field, String expectedType, Object received) {
        String message = "$".equals(field)
                ? "Invalid message: expected " + expectedType
                : "Invalid field '" + field + "': expected " + expectedType;
        return of(ErrorCode.VALIDATION_ERROR, message)
                .with("field", field)
                .with("expected_type", expectedType)
                .with("received", received);
    }

    /** A limit was reached; {@code retryAfterSeconds} is rounded up by the caller. */
    public static Refusal rateLimited(long limit, String window, long retryAfterSeconds) {
        return of(ErrorCode.RATE_LIMITED, "Rate limit exceeded: " + limit + " per " + window)
                .with("limit", limit)
                .with("window", window)
                .with("retry_after", retryAfterSeconds);
    }
}
