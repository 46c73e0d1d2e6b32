package io.tickwire.strategy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.MMAIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.WMAIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.helpers.TRIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/** Against ta4j, value by value, where there is enough past. */
final class IndicatorsTest {
    private static final int BARS = 600;
    private static final double[] OPENS = new double[BARS];
    private static final double[] HIGHS = new double[BARS];
    private static final double[] LOWS = new double[BARS];
    private static final double[] CLOSES = new double[BARS];
    private static final BarSeries SERIES =
            new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
    private static final ClosePriceIndicator CLOSE = new ClosePriceIndicator(SERIES);

    @BeforeAll
    static void walk() {
        Random random = new Random(7);
        double price = 1.1;
        Instant time = Instant.parse("2026-01-05T00:00:00Z");
        for (int i = 0; i < BARS; i++) {
            OPENS[i] = price;
            CLOSES[i] = price + random.nextGaussian() * 0.0007;
            HIGHS[i] = Math.max(OPENS[i], CLOSES[i]) + random.nextDouble() * 0.0004;
            LOWS[i] = Math.min(OPENS[i], CLOSES[i]) - random.nextDouble() * 0.0004;
            price = CLOSES[i];
            time = time.plusSeconds(60);
            SERIES.addBar(
                    Duration.ofMinutes(1), time.atZone(ZoneOffset.UTC), OPENS[i], HIGHS[i], LOWS[i], CLOSES[i], 10);
        }
    }

    /** @param first index from which ta4j has seen as much as we want */
    private static void same(Indicator<Num> reference, double[] ours, int first) {
        assertEquals(BARS, ours.length);
        for (int i = 0; i < BARS; i++) {
            if (i < first) {
                assertTrue(Double.isNaN(ours[i]), "there is not enough past at " + i);
            } else {
                double theirs = reference.getValue(i).doubleValue();
                assertEquals(theirs, ours[i], 1e-9 * Math.max(1, Math.abs(theirs)), "at " + i);
            }
        }
    }

    @Test
    void averagesAreThoseOfTa4j() {
        same(new SMAIndicator(CLOSE, 14), Indicators.sma(CLOSES, 14), 13);
        same(new EMAIndicator(CLOSE, 14), Indicators.ema(CLOSES, 14), 13);
        same(new WMAIndicator(CLOSE, 14), Indicators.wma(CLOSES, 14), 13);
        same(new MMAIndicator(CLOSE, 14), Indicators.smma(CLOSES, 14), 13);
    }

    @Test
    void momentumIsThatOfTa4j() {
        same(new RSIIndicator(CLOSE, 14), Indicators.rsi(CLOSES, 14), 14);
        same(new ROCIndicator(CLOSE, 10), Indicators.roc(CLOSES, 10), 10);
        same(new StochasticOscillatorKIndicator(SERIES, 14), Indicators.stochastic(HIGHS, LOWS, CLOSES, 14), 13);
        same(new CCIIndicator(SERIES, 20), Indicators.cci(HIGHS, LOWS, CLOSES, 20), 19);
    }

    @Test
    void macdIsThatOfTa4j() {
        MACDIndicator line = new MACDIndicator(CLOSE, 12, 26);
        Indicators.Macd macd = Indicators.macd(CLOSES, 12, 26, 9);
        same(line, macd.line(), 25);
        same(new EMAIndicator(line, 9), macd.signal(), 33);
        for (int i = 33; i < BARS; i++) {
            assertEquals(macd.line()[i] - macd.signal()[i], macd.histogram()[i], 1e-15);
        }
    }

    @Test
    void rangesAndBandsAreThoseOfTa4j() {
        same(new TRIndicator(SERIES), Indicators.trueRange(HIGHS, LOWS, CLOSES), 0);
        same(new ATRIndicator(SERIES, 14), Indicators.atr(HIGHS, LOWS, CLOSES, 14), 13);
        same(new StandardDeviationIndicator(CLOSE, 20), Indicators.stdDev(CLOSES, 20), 19);
        Indicators.Bands bands = Indicators.bollinger(CLOSES, 20, 2);
        BollingerBandsMiddleIndicator middle = new BollingerBandsMiddleIndicator(new SMAIndicator(CLOSE, 20));
        StandardDeviationIndicator deviation = new StandardDeviationIndicator(CLOSE, 20);
        same(middle, bands.middle(), 19);
        same(new BollingerBandsUpperIndicator(middle, deviation, DoubleNum.valueOf(2)), bands.upper(), 19);
        same(new BollingerBandsLowerIndicator(middle, deviation, DoubleNum.valueOf(2)), bands.lower(), 19);
        same(new HighestValueIndicator(new HighPriceIndicator(SERIES), 24), Indicators.highest(HIGHS, 24), 23);
        same(new LowestValueIndicator(new LowPriceIndicator(SERIES), 24), Indicators.lowest(LOWS, 24), 23);
    }

    @Test
    void directionalMovementIsThatOfTa4j() {
        Indicators.Directional directional = Indicators.adx(HIGHS, LOWS, CLOSES, 14);
        same(new PlusDIIndicator(SERIES, 14), directional.plus(), 13);
        same(new MinusDIIndicator(SERIES, 14), directional.minus(), 13);
        same(new ADXIndicator(SERIES, 14), directional.adx(), 26);
    }

    @Test
    void whatDoesNotMoveIsInTheMiddle() {
        double[] flat = {1.1, 1.1, 1.1, 1.1, 1.1};
        assertEquals(50, Indicators.last(Indicators.rsi(flat, 2)));
        assertEquals(50, Indicators.last(Indicators.stochastic(flat, flat, flat, 2)));
        assertEquals(0, Indicators.last(Indicators.cci(flat, flat, flat, 2)));
    }

    @Test
    void tooLittlePastGivesNoNumberAndAPeriodOfNothingIsRefused() {
        assertArrayEquals(new double[] {Double.NaN, Double.NaN}, Indicators.sma(new double[] {1, 2}, 3));
        assertTrue(Double.isNaN(Indicators.last(new double[0])));
        assertThrows(IllegalArgumentException.class, () -> Indicators.ema(CLOSES, 0));
        assertThrows(IllegalArgumentException.class, () -> Indicators.atr(new double[2], new double[3], CLOSES, 14));
    }
}
