package io.tickwire.protocol.ticks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.Resume;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.json.FieldReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the four requests of the tick stream from a JSON object, for every profile that has them. */
public final class StreamRequestReader {
    private static final Set<String> TYPES = Set.of("subscribe", "unsubscribe", "get_symbols", "ping");
    private static final int MAX_NAME = 128;
    private static final double MAX_RATE = 1_000_000;

    private StreamRequestReader() {}

    /** Whether a message of this type is one of the four; types are matched in any case. */
    public static boolean knows(String type) {
        return TYPES.contains(type.toLowerCase(Locale.ROOT));
    }

    /** Reads a message whose type is known. */
    public static Decoded<StreamRequest> read(String type, JsonNode object) {
        String name = type.toLowerCase(Locale.ROOT);
        FieldReader fields = new FieldReader(object);
        StreamRequest request =
                switch (name) {
                    case "subscribe" -> subscribe(fields);
                    case "unsubscribe" -> new StreamRequest.Unsubscribe(symbols(fields), channels(fields));
                    case "get_symbols" ->
                        new StreamRequest.GetSymbols(
                                (int) fields.optionalInteger("offset", 0, Integer.MAX_VALUE, 0),
                                (int) fields.optionalInteger("limit", 1, Integer.MAX_VALUE, 0));
                    default -> new StreamRequest.Ping();
                };
        if (!fields.ok()) {
            return new Decoded.Malformed<>(name, fields.refusal());
        }
        return asksForNothing(request) ? new Decoded.Malformed<>(name, noSymbols()) : new Decoded.Message<>(request);
    }

    private static StreamRequest subscribe(FieldReader fields) {
        Resume since = null;
        if (fields.has("since")) {
            FieldReader place = fields.object("since");
            since = new Resume(place.integer("epoch", 0, Long.MAX_VALUE), place.integer("seq", 0, Long.MAX_VALUE));
        }
        double rate = fields.has("max_rate") ? fields.number("max_rate", 1e-3, MAX_RATE, "float > 0") : 0;
        return new StreamRequest.Subscribe(
                symbols(fields), channels(fields), fields.optionalFlag("batch", false), rate, since);
    }

    private static List<String> symbols(FieldReader fields) {
        return fields.texts("symbols", MAX_NAME);
    }

    private static List<String> channels(FieldReader fields) {
        return fields.texts("channels", MAX_NAME);
    }

    private static boolean asksForNothing(StreamRequest request) {
        if (request instanceof StreamRequest.Subscribe wish) {
            return wish.symbols().isEmpty() && wish.channels().isEmpty();
        }
        return request instanceof StreamRequest.Unsubscribe wish
                && wish.symbols().isEmpty()
                && wish.channels().isEmpty();
    }

    private static Refusal noSymbols() {
        return Refusal.of(ErrorCode.VALIDATION_ERROR, "No symbols provided")
                .with("field", "symbols")
                .with("expected_type", "list of strings, not empty")
                .with("received", "empty");
    }
}
