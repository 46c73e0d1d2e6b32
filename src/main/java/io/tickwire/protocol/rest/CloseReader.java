package io.tickwire.protocol.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.Urgency;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;
import java.util.UUID;

/** Reads the body of a request to close one position: how much, how far the price may slip, why. Pure. */
public final class CloseReader {
    private static final int MAX_COMMENT = 64;
    private static final int MAX_DEVIATION = 1_000_000;
    private static final long ANY_MAGIC = -1;

    /**
     * What is wanted.
     *
     * @param volume lots, 0 = all
     * @param deviation points, -1 = the configured default
     * @param refusal why it is none, else null
     */
    public record Wish(double volume, int deviation, String comment, Refusal refusal) {
        /** Whatever there is. */
        public static final Wish ALL = new Wish(0, -1, "", null);

        /** The signal that does it. */
        public Signal signal(UUID id, String account, String symbol, long ticket) {
            return new Signal(
                    id,
                    account,
                    symbol,
                    SignalAction.CLOSE,
                    volume,
                    0,
                    0,
                    0,
                    comment,
                    Urgency.MEDIUM,
                    ANY_MAGIC,
                    0,
                    deviation,
                    ticket,
                    "");
        }
    }

    /** @param utf8 empty = the whole position */
    public Wish read(byte[] utf8) {
        JsonNode node = Json.parse(utf8.length == 0 ? new byte[] {'{', '}'} : utf8);
        if (node == null || !node.isObject()) {
            return new Wish(0, 0, "", Refusal.validation("$", "JSON object", "something else"));
        }
        FieldReader fields = new FieldReader(node);
        double volume = fields.has("volume") ? fields.positive("volume") : 0;
        int deviation = (int) fields.optionalInteger("deviation", 0, MAX_DEVIATION, -1);
        String comment = fields.optionalText("comment", MAX_COMMENT, "");
        return new Wish(volume, deviation, comment, fields.ok() ? null : fields.refusal());
    }
}
