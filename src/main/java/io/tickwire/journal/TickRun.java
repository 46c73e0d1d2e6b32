package io.tickwire.journal;

import io.tickwire.domain.RawTick;
import java.util.List;

/**
 * Ticks to store, oldest first, with nothing stored between the first and the last of them.
 *
 * @param live more of them follow soon; else they are imported
 * @param written number of live ticks of this series with these; not looked at where they are imported
 */
public record TickRun(String series, List<RawTick> ticks, boolean live, long written) {

    long firstMsc() {
        return ticks.get(0).timeMsc();
    }

    long lastMsc() {
        return ticks.get(ticks.size() - 1).timeMsc();
    }
}
