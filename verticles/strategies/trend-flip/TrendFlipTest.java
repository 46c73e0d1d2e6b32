import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.StrategyTrial;
import io.tickwire.domain.Decision;
import io.tickwire.domain.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrendFlipTest {
    private final List<double[]> asked = new ArrayList<>();

    private StrategyTrial trial() throws Exception {
        return StrategyTrial.of("trend-flip", TrendFlip::new).with("window", 3L);
    }

    private static Decision byLastTwo(double[] closes) {
        double change = closes[closes.length - 1] - closes[closes.length - 2];
        return change == 0 ? Decision.NONE : change > 0 ? Decision.BUY : Decision.SELL;
    }

    @Test
    void asksWithTheLastClosesAtEachBarOnceThereAreEnough() throws Exception {
        trial().asking(closes -> {
                    asked.add(closes);
                    return Decision.NONE;
                })
                .closes(0, 10, 20, 30, 40);
        assertEquals(2, asked.size(), "of four closed bars the third and the fourth");
        assertEquals(3, asked.get(0).length);
        assertEquals(1.1002, asked.get(0)[2], 1e-9);
    }

    @Test
    void holdsTheSideOfTheTrendAndTurnsWithIt() throws Exception {
        BacktestResult result =
                trial().asking(TrendFlipTest::byLastTwo).closes(0, 10, 20, 30, 40, 20, 0, -20, -20, -20);
        assertEquals(0, result.faultCount(), result.faults().toString());
        assertEquals(2, result.trades().size(), "the same side again is nothing, and so is no decision");
        assertEquals(Side.BUY, result.trades().get(0).side());
        assertEquals(Side.SELL, result.trades().get(1).side());
        assertEquals(result.trades().get(0).closeMsc(), result.trades().get(1).openMsc());
    }

    @Test
    void doesNothingWithoutAnAnswerAndSetsAStopWhereOneIsWanted() throws Exception {
        assertTrue(trial().closes(0, 10, 20, 30, 40).trades().isEmpty());
        BacktestResult stopped =
                trial().with("stopPips", 1.0).asking(TrendFlipTest::byLastTwo).closes(0, 10, 20, 30, 30, 30, -30, -30);
        assertEquals(
                io.tickwire.domain.Deal.Reason.STOP_LOSS,
                stopped.trades().get(0).reason());
    }
}
