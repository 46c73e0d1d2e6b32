import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.StrategyFailedException;
import io.tickwire.backtest.StrategyTrial;
import io.tickwire.domain.Side;
import org.junit.jupiter.api.Test;

final class SmaCrossTest {
    private static StrategyTrial trial() throws Exception {
        return StrategyTrial.of("sma-cross", SmaCross::new).with("fast", 2L).with("slow", 4L);
    }

    @Test
    void buysWhenTheFastAverageCrossesAboveAndTurnsWhenItCrossesBelow() throws Exception {
        BacktestResult result = trial().closes(0, 0, 0, 0, 0, -10, -20, -30, 40, 90, 90, 90, 20, -60, -90, -90);
        assertEquals(0, result.faultCount(), result.faults().toString());
        assertEquals(0, result.refused());
        assertEquals(Side.BUY, result.trades().get(0).side());
        assertEquals(Side.SELL, result.trades().get(1).side());
        assertEquals(2, result.trades().size());
        assertEquals(
                result.trades().get(0).closeMsc(),
                result.trades().get(1).openMsc(),
                "it turns at once, the old position first");
    }

    @Test
    void doesNothingWhileThereAreTooFewBarsOrNothingCrosses() throws Exception {
        assertTrue(trial().closes(0, 10, 20, 30).trades().isEmpty());
        assertTrue(trial().closes(0, 10, 20, 30, 40, 50, 60, 70).trades().isEmpty());
    }

    @Test
    void doesNotStartWhenTheFastAverageIsNotTheShorterOne() throws Exception {
        StrategyTrial wrong = trial().with("fast", 4L);
        assertThrows(StrategyFailedException.class, () -> wrong.closes(0, 1));
    }
}
