package io.tickwire.protocol.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.json.FieldReader;
import io.tickwire.protocol.json.Json;

/** Reads signals that come without an envelope: the {@code data} of a {@code trading_signal} alone. Pure but for new ids. */
public final class SignalCodec {
    private static final String TYPE = "trading_signal";

    private final SignalReader reader;

    public SignalCodec(SignalReader reader) {
        this.reader = reader;
    }

    /** Reads UTF-8 JSON. */
    public Decoded<Signal> decode(byte[] utf8) {
        JsonNode node = Json.parse(utf8);
        if (node == null || !node.isObject()) {
            return new Decoded.Malformed<>(
                    TYPE, Refusal.validation("$", "JSON object", node == null ? "not JSON" : FieldReader.show(node)));
        }
        FieldReader data = new FieldReader(node);
        Signal signal = reader.read(data);
        return data.ok()
                ? new Decoded.Message<>(signal)
                : new Decoded.Malformed<>(TYPE, BridgeCodec.named(node, data.refusal()));
    }

    /** Whether the sender gave the signal an id, so that sending it again does no harm. */
    public static boolean hasId(byte[] utf8) {
        JsonNode node = Json.parse(utf8);
        return node != null && node.hasNonNull("signal_id");
    }
}
