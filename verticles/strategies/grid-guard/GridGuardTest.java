import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.StrategyTrial;
import org.junit.jupiter.api.Test;

/** What each limit of strategy.json does to a strategy that knows none. */
final class GridGuardTest {
    private static StrategyTrial trial() throws Exception {
        return StrategyTrial.of("grid-guard", GridGuard::new);
    }

    @Test
    void buysAgainAtEachStepDownUntilItsLotsAreUsedUp() throws Exception {
        BacktestResult result = trial().closes(0, -40, -80, -120, -160, -200, -240);
        assertEquals(0, result.faultCount(), result.faults().toString());
        assertEquals(4, result.trades().size(), "limits.maxTotalLots 0.4 of 0.1 each");
        assertTrue(result.refused() > 0);
    }

    @Test
    void closesEverythingAtItsTarget() throws Exception {
        BacktestResult result = trial().closes(0, -40, -80, 40, 80, 80);
        assertTrue(result.trades().size() >= 3, result.trades().toString());
        assertTrue(result.trades().stream()
                        .limit(3)
                        .mapToDouble(trade -> trade.profit())
                        .sum()
                > 0);
    }

    @Test
    void aLargerOrderThanItsLimitIsRefused() throws Exception {
        BacktestResult result = trial().with("lots", 0.2).closes(0, 1, 2, 1);
        assertTrue(result.trades().isEmpty());
        assertTrue(result.refused() > 0, "limits.maxLots 0.1");
    }

    @Test
    void opensNothingMoreOnceTheDaysLossIsReached() throws Exception {
        BacktestResult result = trial().closes(0, -40, -80, -600, -700, -800, -900, -1000);
        assertEquals(3, result.trades().size(), "limits.maxDailyLoss 50 holds the fourth back");
    }
}
