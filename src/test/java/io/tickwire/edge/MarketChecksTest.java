package io.tickwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Tick;
import io.tickwire.domain.TradingHours;
import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.domain.message.DoctorCheck.State;
import io.tickwire.edge.MarketChecks.Quoted;
import io.tickwire.edge.MarketChecks.Settings;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarketChecksTest {
    /** Thursday, 2026-01-01T00:00:00Z. */
    private static final long NOW_MSC = 1_767_225_600_000L;

    private static final long NOW_NANOS = 1_000_000_000_000L;
    private static final TradingHours FRIDAYS = new TradingHours(
            ZoneId.of("UTC"), List.of(new TradingHours.Session(DayOfWeek.FRIDAY, 3600, 7200)), Set.of());

    private static MarketChecks checks(boolean recorded, boolean held) {
        return new MarketChecks("sim", new Settings(Duration.ofSeconds(10), recorded, held), NOW_MSC, NOW_NANOS);
    }

    private static Tick tick(long ageMs, long aheadMs) {
        return new Tick("EURUSD", NOW_MSC - ageMs + aheadMs, 1, 1, 0, 0, 0, 0, 1, NOW_NANOS - ageMs * 1_000_000, 0);
    }

    private static Quoted open(long ageMs) {
        return new Quoted(TradingHours.ALWAYS, tick(ageMs, 0));
    }

    @ParameterizedTest
    @CsvSource({"0,OK", "10000,OK", "10001,WARN"})
    void judgesASymbolByTheAgeOfItsLastTick(long ageMs, State expected) {
        DoctorCheck check = checks(false, false).data("EURUSD", open(ageMs));
        assertEquals(expected, check.state());
        assertTrue(check.evidence().startsWith("always open, last tick "), check.evidence());
    }

    @Test
    void skipsASymbolWhoseMarketIsClosedAndSaysUntilWhen() {
        DoctorCheck check = checks(false, false).data("EURUSD", new Quoted(FRIDAYS, tick(99_999_999, 0)));
        assertEquals(DoctorCheck.skipped("data EURUSD", "market closed until 2026-01-02T01:00:00.000Z"), check);
    }

    @Test
    void warnsOfASymbolWithoutAnyTickUnlessItsFeedWaits() {
        Quoted silent = new Quoted(TradingHours.ALWAYS, null);
        assertEquals(State.WARN, checks(false, false).data("EURUSD", silent).state());
        assertEquals(State.SKIPPED, checks(true, true).data("EURUSD", silent).state());
        assertEquals(
                State.FAIL, checks(false, false).feed(Map.of("EURUSD", silent)).state());
        assertEquals(
                State.SKIPPED, checks(true, true).feed(Map.of("EURUSD", silent)).state());
    }

    @Test
    void aFeedIsAliveWhileOneOfItsSymbolsIs() {
        Map<String, Quoted> symbols = new LinkedHashMap<>();
        symbols.put("XAUUSD", open(60_000));
        assertEquals(State.FAIL, checks(false, false).feed(symbols).state());
        symbols.put("EURUSD", open(100));
        assertEquals(
                DoctorCheck.ok("feed sim", "newest tick 0.1 s ago, stale after 10.0 s"),
                checks(false, false).feed(symbols));
    }

    @Test
    void skipsAFeedWhoseMarketsAreAllClosed() {
        Map<String, Quoted> closed = Map.of("EURUSD", new Quoted(FRIDAYS, null));
        assertEquals(State.SKIPPED, checks(false, false).feed(closed).state());
        assertEquals(State.SKIPPED, checks(false, false).feed(Map.of()).state());
    }

    @ParameterizedTest
    @CsvSource({"0,OK", "5000,OK", "5001,WARN", "-5000,OK", "-5001,WARN"})
    void comparesTheClocksWhenTheTickCame(long aheadMs, State expected) {
        assertEquals(expected, checks(false, false).skew(tick(60_000, aheadMs)).state());
    }

    @Test
    void comparesNoClockWithRecordedTimes() {
        assertEquals(
                State.SKIPPED, checks(true, false).skew(tick(0, 99_999_999)).state());
        assertEquals(State.SKIPPED, checks(false, false).skew(null).state());
    }

    @Test
    void failsWhenNobodyHasTheMarket() {
        assertEquals(State.FAIL, DoctorCheck.worst(checks(false, false).all(null)));
    }
}
