import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.Runs;
import io.tickwire.backtest.StrategyTrial;
import io.tickwire.backtest.stats.Trade;
import io.tickwire.domain.Deal.Reason;
import io.tickwire.domain.Side;
import org.junit.jupiter.api.Test;

final class BreakoutTest {
    private static StrategyTrial trial() throws Exception {
        return StrategyTrial.of("breakout", Breakout::new).with("channel", 4L).with("atrPeriod", 3L);
    }

    @Test
    void isFilledWhenThePriceLeavesTheChannelAndNotBefore() throws Exception {
        assertTrue(trial().closes(0, 40, 0, 40, 10, 30, 12, 28, 14, 26).trades().isEmpty(), "inside the channel");
        BacktestResult up = trial().closes(0, 40, 0, 40, 10, 30, 12, 28, 60, 120, 180, 240);
        assertEquals(0, up.faultCount(), up.faults().toString());
        assertEquals(Side.BUY, up.trades().get(0).side());
        assertTrue(up.trades().get(0).openPrice() >= 1.1004, "above the channel's top");
    }

    @Test
    void theOtherOrderIsCancelledAndTheStopFollows() throws Exception {
        BacktestResult result = trial().with("targetAtr", 50.0)
                .closes(0, 40, 0, 40, 10, 30, 12, 28, 60, 120, 180, 240, 240, 100, -60, -200);
        Trade first = result.trades().get(0);
        assertEquals(Side.BUY, first.side());
        assertEquals(Reason.STOP_LOSS, first.reason());
        assertTrue(first.profit() > 0, "the stop went with the price: " + first);
        long open = result.trades().stream()
                .filter(trade -> trade.openMsc() < first.closeMsc())
                .count();
        assertEquals(1, open, "one position at a time");
    }

    @Test
    void keepsToOnePositionOnAWalk() throws Exception {
        BacktestResult result = trial().run(Runs.walk(5, 20_000));
        assertEquals(0, result.faultCount(), result.faults().toString());
        assertTrue(result.trades().size() > 5, result.trades().size() + " trades");
        for (int i = 1; i < result.trades().size(); i++) {
            assertTrue(result.trades().get(i).openMsc()
                    >= result.trades().get(i - 1).openMsc());
        }
    }
}
