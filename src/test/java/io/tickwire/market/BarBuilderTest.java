package io.tickwire.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.Bar;
import io.tickwire.domain.BarBuilder;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BarBuilderTest {
    private static final long MONDAY = 1_767_571_200_000L;

    @Test
    void buildsABarFromBidsAndClosesItWithTheFirstTickOfTheNextPeriod() {
        BarBuilder builder = new BarBuilder("EURUSD", Timeframe.M1, BarGrid.UTC);
        assertEquals(Optional.empty(), builder.onTick(MONDAY + 5_000, 1.1000));
        builder.onTick(MONDAY + 20_000, 1.1010);
        builder.onTick(MONDAY + 40_000, 1.0990);
        builder.onTick(MONDAY + 59_999, 1.1005);
        assertEquals(
                Optional.of(new Bar("EURUSD", Timeframe.M1, MONDAY, 1.1000, 1.1010, 1.0990, 1.1005, 4, true)),
                builder.onTick(MONDAY + 60_000, 1.1007));
        assertEquals(
                Optional.of(new Bar("EURUSD", Timeframe.M1, MONDAY + 60_000, 1.1007, 1.1007, 1.1007, 1.1007, 1, false)),
                builder.running());
    }

    @Test
    void makesNoBarForAPeriodWithoutTicks() {
        BarBuilder builder = new BarBuilder("EURUSD", Timeframe.M5, BarGrid.UTC);
        builder.onTick(MONDAY, 1.1);
        Bar closed = builder.onTick(MONDAY + 3 * 300_000, 1.2).orElseThrow();
        assertEquals(MONDAY, closed.timeMsc());
        assertEquals(MONDAY + 900_000, builder.running().orElseThrow().timeMsc());
    }

    @Test
    void longerBarsFromMinutesEqualThoseFromTicks() {
        BarSeries fromTicks = new BarSeries("X", 100, BarGrid.UTC);
        BarSeries fromMinutes = new BarSeries("X", 100, BarGrid.UTC);
        List<Bar> minutes = new ArrayList<>();
        double price = 100;
        for (int i = 0; i < 3000; i++) {
            price += Math.sin(i * 0.7) * 0.3;
            fromTicks.onTick(MONDAY + i * 7_000L, price, bar -> {
                if (bar.timeframe() == Timeframe.M1) {
                    minutes.add(bar);
                }
            });
        }
        fromMinutes.prime(minutes);
        for (Timeframe timeframe : List.of(Timeframe.M5, Timeframe.M15, Timeframe.H1)) {
            List<Bar> built = fromTicks.newest(timeframe, 100);
            List<Bar> primed = fromMinutes.newest(timeframe, 100);
            assertEquals(built.subList(0, built.size() - 1), primed.subList(0, primed.size() - 1));
        }
    }
}
