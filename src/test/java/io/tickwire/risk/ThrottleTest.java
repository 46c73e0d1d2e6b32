package io.tickwire.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.TradeMode;
import io.tickwire.risk.Throttle.Tier;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThrottleTest {
    private static final String FOUR_PERCENT = "{'risk':{'dailyLossPercent':5,'dailyLossBufferPercent':1}}";

    private final RiskSettings settings = Asking.settings(FOUR_PERCENT);
    private final Throttle throttle = new Throttle(settings);

    @ParameterizedTest(name = "loss {0} % -> {1}")
    @CsvSource({"-3, 1", "0, 1", "1, 0.9375", "2, 0.75", "3, 0.4375", "4, 0", "5, 0", "100, 0"})
    void guardianAccountsRiskLessWithEachLoss(double lossPercent, double multiplier) {
        assertEquals(multiplier, multiplier(throttle, 10_000, lossPercent), 1e-12);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"0, GROWTH", "999.99, GROWTH", "1000, SCALING", "4999.99, SCALING", "5000, GUARDIAN"})
    void theTierFollowsFromTheEquity(double equity, Tier tier) {
        assertEquals(tier, throttle.tier(equity));
    }

    @ParameterizedTest(name = "{0} at {1} % -> {2}")
    @CsvSource({"500, 3.999, 1", "500, 4, 0", "4000, 3.999, 1", "4000, 4, 0"})
    void smallerAccountsRiskEverythingUntilTheLossIsUsedUp(double start, double lossPercent, double multiplier) {
        assertEquals(multiplier, multiplier(throttle, start, lossPercent), 1e-12);
    }

    @Test
    void aLossDoesNotLiftItsOwnBrakeByChangingTheTier() {
        assertEquals(0.75, multiplier(throttle, 5050, 2), 1e-12, "5050 less 2 % is 4949");
    }

    @Test
    void withoutADailyLossNothingIsHeldBack() {
        Throttle off = new Throttle(Asking.settings("{'risk':{'dailyLossPercent':0,'dailyLossBufferPercent':0}}"));
        assertEquals(1, multiplier(off, 10_000, 50));
    }

    @Test
    void beforeTheFirstDayNothingIsLost() {
        Asking ask = new Asking();
        ask.dayStart = 0;
        ask.highWaterMark = 0;
        ask.startBalance = 0;
        assertEquals(1, throttle.multiplier(ask.memory(), ask.account()));
        assertEquals(0, Throttle.drawdownPercent(ask.memory(), 10));
        assertEquals(0, Throttle.profitPercent(ask.memory(), 10));
    }

    @Test
    void demoMandateAndDayMultiplyAndTheExpertAdvisorsOwnIsAnUpperBound() {
        RiskView view = new RiskView(
                Asking.settings("{'risk':{'dailyLossPercent':5,'dailyLossBufferPercent':1,'demoMultiplier':0.5}}"));
        Asking ask = new Asking();
        ask.equity = 9800;
        ask.multipliers = Map.of("careful", 0.1, "bold", 0.9);
        assertEquals(0.6, view.multiplier(ask.memory(), ask.account(), 0.8), 1e-12);
        ask.tradeMode = TradeMode.DEMO;
        assertEquals(0.3, view.multiplier(ask.memory(), ask.account(), 0.8), 1e-12);
        assertEquals(0.1, view.multiplier(ask.memory(), ask.account(), 0.8, "careful"), 1e-12);
        assertEquals(0.3, view.multiplier(ask.memory(), ask.account(), 0.8, "bold"), 1e-12);
        assertEquals(0.3, view.multiplier(ask.memory(), ask.account(), 0.8, "unknown"), 1e-12);
    }

    @Property
    void theMultiplierIsAShareAndNeverRisesWithTheLoss(
            @ForAll @DoubleRange(min = 1, max = 1e9) double start,
            @ForAll @DoubleRange(min = -50, max = 100) double loss,
            @ForAll @DoubleRange(min = 0, max = 50) double more) {
        double one = multiplier(throttle, start, loss);
        double other = multiplier(throttle, start, loss + more);
        assertTrue(one >= 0 && one <= 1, () -> "multiplier " + one);
        assertTrue(other <= one, () -> other + " after a greater loss, " + one + " before");
    }

    private static double multiplier(Throttle throttle, double start, double lossPercent) {
        Asking ask = new Asking();
        ask.dayStart = start;
        ask.equity = start * (100 - lossPercent) / 100;
        return throttle.multiplier(ask.memory(), ask.account());
    }
}
