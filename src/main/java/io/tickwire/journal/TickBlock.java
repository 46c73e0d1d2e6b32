package io.tickwire.journal;

import io.tickwire.domain.RawTick;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Some ticks of one series in time order, as columns: what a row of the history holds. Not changed once made.
 *
 * @param timesMsc epoch milliseconds UTC, never falling
 */
public record TickBlock(long[] timesMsc, double[] bids, double[] asks, double[] lasts, double[] volumes, int[] flags) {

    /** @param ticks oldest first */
    public static TickBlock of(List<RawTick> ticks) {
        int size = ticks.size();
        TickBlock block = empty(size);
        for (int i = 0; i < size; i++) {
            RawTick tick = ticks.get(i);
            block.timesMsc[i] = tick.timeMsc();
            block.bids[i] = tick.bid();
            block.asks[i] = tick.ask();
            block.lasts[i] = tick.last();
            block.volumes[i] = tick.volume();
            block.flags[i] = tick.flags();
        }
        return block;
    }

    static TickBlock empty(int size) {
        return new TickBlock(
                new long[size], new double[size], new double[size], new double[size], new double[size], new int[size]);
    }

    public int size() {
        return timesMsc.length;
    }

    /** One of its ticks. */
    public RawTick tick(String symbol, int index) {
        return new RawTick(
                symbol, timesMsc[index], bids[index], asks[index], lasts[index], volumes[index], flags[index]);
    }

    /** Its ticks of a time span. */
    void each(String symbol, long fromMsc, long toMsc, Consumer<RawTick> consumer) {
        for (int i = 0; i < size(); i++) {
            if (timesMsc[i] >= fromMsc && timesMsc[i] < toMsc) {
                consumer.accept(tick(symbol, i));
            }
        }
    }

    List<RawTick> ticks(String symbol) {
        List<RawTick> all = new ArrayList<>(size());
        each(symbol, Long.MIN_VALUE, Long.MAX_VALUE, all::add);
        return all;
    }
}
