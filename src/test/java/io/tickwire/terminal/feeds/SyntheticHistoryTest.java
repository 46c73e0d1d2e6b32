package io.tickwire.terminal.feeds;

import static io.tickwire.terminal.feeds.SyntheticSymbols.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Timeframe;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticHistoryTest {
    private static final int COUNT = 15_000;

    @ParameterizedTest
    @ValueSource(strings = {"EURUSD", "GBPUSD", "USDJPY", "XAUUSD", "BTCUSD", "AUDNZD"})
    void endsAtTheStartPriceInTheMinuteBeforeTheFeed(String name) {
        SyntheticSymbol symbol = SyntheticSymbols.one(name);
        List<Bar> bars = SyntheticHistory.minutes(symbol, 1, START + 12_345, COUNT);
        Bar last = bars.get(COUNT - 1);

        assertEquals(COUNT, bars.size());
        assertEquals(START - 60_000, last.timeMsc());
        assertEquals(symbol.model().startPrice(), last.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EURUSD", "USDJPY", "XAUUSD", "BTCUSD"})
    void barsAreContinuousAndInsideTheBand(String name) {
        SyntheticSymbol symbol = SyntheticSymbols.one(name);
        double point = symbol.spec().point();
        Bar previous = null;
        for (Bar bar : SyntheticHistory.minutes(symbol, 9, START, COUNT)) {
            assertEquals(Timeframe.M1, bar.timeframe());
            assertTrue(bar.closed() && bar.tickVolume() > 0, bar::toString);
            assertTrue(
                    bar.low() > symbol.model().lower()
                            && bar.high() < symbol.model().upper(),
                    bar::toString);
            assertEquals(symbol.spec().round(bar.high()), bar.high());
            if (previous != null) {
                assertEquals(previous.timeMsc() + 60_000, bar.timeMsc());
                assertEquals(previous.close(), bar.open(), 3 * point);
            }
            previous = bar;
        }
        assertNotEquals(null, previous);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void sameSeedSameHistory(long seed) {
        SyntheticSymbol symbol = SyntheticSymbols.one("EURUSD");
        List<Bar> bars = SyntheticHistory.minutes(symbol, seed, START, 500);

        assertEquals(bars, SyntheticHistory.minutes(symbol, seed, START, 500));
        assertNotEquals(bars, SyntheticHistory.minutes(symbol, seed + 1, START, 500));
    }
}
