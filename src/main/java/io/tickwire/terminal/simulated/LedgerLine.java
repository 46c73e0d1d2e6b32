package io.tickwire.terminal.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** One line of a ledger's file: facts that belong together as JSON, after the CRC-32 of that JSON. Any thread. */
final class LedgerLine {
    private static final int CRC_DIGITS = 8;
    private static final TypeReference<List<LedgerEvent>> FACTS = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectWriter WRITER = MAPPER.writerFor(FACTS);
    private static final ObjectReader READER = MAPPER.readerFor(FACTS);

    private LedgerLine() {}

    /** The line with its end. */
    static byte[] write(List<LedgerEvent> facts) {
        try {
            String json = WRITER.writeValueAsString(facts);
            return (crc(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts without JSON: " + facts, e);
        }
    }

    /** The facts of a line without its end; empty when it is damaged. */
    static Optional<List<LedgerEvent>> read(String line) {
        if (line.length() <= CRC_DIGITS || line.charAt(CRC_DIGITS) != ' ') {
            return Optional.empty();
        }
        String json = line.substring(CRC_DIGITS + 1);
        if (!line.startsWith(crc(json))) {
            return Optional.empty();
        }
        try {
            return Optional.of(READER.readValue(json));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String crc(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
