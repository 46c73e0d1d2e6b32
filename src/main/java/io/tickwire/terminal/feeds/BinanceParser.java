package io.tickwire.terminal.feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickwire.config.ReplayFormat;
import io.tickwire.domain.RawTick;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;

/**
 * {@link ReplayFormat#BINANCE_FRAMES}: a {@code bookTicker} frame of a combined stream is a quote, at its receive time
 * (the spot frame carries none of its own). Other streams are ignored.
 */
final class BinanceParser implements LineParser {
    private static final long NANOS_PER_MS = 1_000_000;
    private final JsonFactory json = new JsonFactory();
    private final String forcedSymbol;
    private String symbol;
    private double bid;
    private double ask;

    BinanceParser(String forcedSymbol) {
        this.forcedSymbol = forcedSymbol;
    }

    @Override
    public LineVerdict parse(LineReader line, Queue<RawTick> out) {
        int space = line.from();
        while (space < line.to() && line.bytes()[space] != ' ') {
            space++;
        }
        if (space == line.to()) {
            return LineVerdict.MISSING_COLUMN;
        }
        long receivedNs = Decimals.parseLong(line.bytes(), line.from(), space);
        if (receivedNs < 0) {
            return LineVerdict.BAD_TIME;
        }
        LineVerdict verdict = frame(line.bytes(), space + 1, line.to());
        if (verdict == LineVerdict.GOOD) {
            String name = forcedSymbol.isEmpty() ? symbol : forcedSymbol;
            out.add(RawTick.quote(name, receivedNs / NANOS_PER_MS, bid, ask));
        }
        return verdict;
    }

    private LineVerdict frame(byte[] bytes, int from, int to) {
        symbol = "";
        bid = Double.NaN;
        ask = Double.NaN;
        boolean quotes = false;
        try (JsonParser parser = json.createParser(bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return LineVerdict.BAD_JSON;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("stream") && value == JsonToken.VALUE_STRING) {
                    quotes = parser.getText().endsWith("@bookTicker");
                } else if (name.equals("data") && quotes && value == JsonToken.START_OBJECT) {
                    data(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return quotes ? checked() : LineVerdict.IGNORED;
        } catch (IOException e) {
            return LineVerdict.BAD_JSON;
        }
    }

    private LineVerdict checked() {
        return symbol.isEmpty() ? LineVerdict.MISSING_COLUMN : Quotes.check(bid, ask);
    }

    private void data(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "s" -> symbol = parser.getText();
                case "b" -> bid = decimal(parser.getText());
                case "a" -> ask = decimal(parser.getText());
                default -> parser.skipChildren();
            }
        }
    }

    private static double decimal(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        return Decimals.parse(ascii, 0, ascii.length);
    }
}
