package io.tickwire.backtest.data;

import java.util.List;

/** Several parts as one, in time order; at the same time the earlier part comes first. Pure. */
final class Merge {
    private Merge() {}

    static MarketData of(List<MarketData> parts, long mostBytes) {
        MarketDataBuilder all = new MarketDataBuilder(mostBytes);
        all.reserve(parts.stream().mapToLong(MarketData::size).sum());
        int[] next = new int[parts.size()];
        for (int first = first(parts, next); first >= 0; first = first(parts, next)) {
            MarketData part = parts.get(first);
            int i = next[first]++;
            all.add(all.number(part.symbols().get(part.symbol(i))), part.timeMsc(i), part.bid(i), part.ask(i), false);
        }
        return all.build();
    }

    /** The part whose turn it is; -1 when all are done. */
    private static int first(List<MarketData> parts, int[] next) {
        int first = -1;
        for (int i = 0; i < next.length; i++) {
            boolean there = next[i] < parts.get(i).size();
            if (there && (first < 0 || time(parts, next, i) < time(parts, next, first))) {
                first = i;
            }
        }
        return first;
    }

    private static long time(List<MarketData> parts, int[] next, int part) {
        return parts.get(part).timeMsc(next[part]);
    }
}
