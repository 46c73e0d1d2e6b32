package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.domain.message.Resume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which symbols are wanted, and where the ticks of each stand. Owner: the client's context. */
final class Streams {
    static final String ALL = "*";

    private static final class Stream {
        private long epoch;
        private long seq;
        private long timeMsc;
        /** A resume may tell again what is not above. */
        private boolean floored;
    }

    private final Map<String, Integer> wanted = new LinkedHashMap<>();
    private final Map<String, Stream> streams = new LinkedHashMap<>();

    void want(List<String> symbols) {
        symbols.forEach(symbol -> wanted.merge(symbol, 1, Integer::sum));
    }

    /** Those to be left, because nobody wants them any more. */
    List<String> unwant(List<String> symbols) {
        for (String symbol : symbols) {
            wanted.computeIfPresent(symbol, (name, others) -> others == 1 ? null : others - 1);
        }
        return leave(symbols.contains(ALL) ? List.copyOf(streams.keySet()) : symbols);
    }

    private List<String> leave(List<String> symbols) {
        List<String> left = new ArrayList<>();
        for (String symbol : symbols) {
            if (!isWanted(symbol) && streams.remove(symbol) != null) {
                left.add(symbol);
            }
        }
        return left;
    }

    private boolean isWanted(String symbol) {
        return wanted.containsKey(symbol) || wanted.containsKey(ALL);
    }

    /** Of those that the server streams now, the ones that were left meanwhile. */
    List<String> unwanted(List<String> accepted) {
        return leave(accepted);
    }

    /** Symbols that stand somewhere, and can be taken up from there. */
    List<String> standing() {
        return List.copyOf(streams.keySet());
    }

    /** Wanted symbols that never stood anywhere. */
    List<String> fresh() {
        return wanted.keySet().stream()
                .filter(symbol -> !streams.containsKey(symbol))
                .toList();
    }

    /** Where a symbol stands; null when it was left. */
    Resume place(String symbol) {
        Stream stream = streams.get(symbol);
        return stream == null ? null : new Resume(stream.epoch, stream.seq);
    }

    /** Takes in the answer to a subscription, before the ticks behind it. */
    void subscribed(JsonNode answer, boolean resuming) {
        for (JsonNode name : answer.path("symbols")) {
            Stream stream = streams.computeIfAbsent(name.asText(), symbol -> new Stream());
            long epoch = answer.path("epoch").asLong(stream.epoch);
            stream.floored = resuming && stream.epoch == epoch;
            stream.epoch = epoch;
        }
    }

    /** Whether a tick is news. */
    boolean take(StreamTick tick) {
        Stream stream = streams.get(tick.symbol());
        if (stream == null) {
            return true;
        }
        // A publisher that began anew has lower numbers, but later times.
        if (stream.floored && tick.seq() <= stream.seq && tick.timeMsc() <= stream.timeMsc) {
            return false;
        }
        stream.floored = false;
        stream.seq = tick.seq();
        stream.timeMsc = tick.timeMsc();
        return true;
    }
}
