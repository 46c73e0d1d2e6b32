package io.tickwire.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Halt;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.TradingState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RiskBookTest {
    private final List<RiskState> journaled = new ArrayList<>();
    private final RiskBook book = new RiskBook(ZoneId.of("Europe/Athens"), journaled::add);

    @ParameterizedTest(name = "{0} belongs to {1}")
    @CsvSource({
        // Winter, UTC+2.
        "2026-01-01T21:59:59.999Z, 2026-01-01",
        "2026-01-01T22:00:00Z, 2026-01-02",
        // Summer, UTC+3.
        "2026-07-01T20:59:59.999Z, 2026-07-01",
        "2026-07-01T21:00:00Z, 2026-07-02",
        // 29 March 2026 has 23 hours: it begins in winter time and ends in summer time.
        "2026-03-28T21:59:59.999Z, 2026-03-28",
        "2026-03-28T22:00:00Z, 2026-03-29",
        "2026-03-29T20:59:59.999Z, 2026-03-29",
        "2026-03-29T21:00:00Z, 2026-03-30",
        // 25 October 2026 has 25 hours.
        "2026-10-24T21:00:00Z, 2026-10-25",
        "2026-10-25T21:59:59.999Z, 2026-10-25",
        "2026-10-25T22:00:00Z, 2026-10-26",
    })
    void theDayBeginsAtTheBrokersMidnight(String time, String day) {
        see(time, 100);
        assertEquals(day, book.state().day());
    }

    @Test
    void aNewDayForgetsTheDaysFiguresAndKeepsTheRest() {
        see("2026-01-01T12:00:00Z", 1000);
        book.opened();
        book.closed(-5);
        book.multiplier("ea", 0.5);
        see("2026-01-01T22:00:00Z", 900);
        assertEquals(
                new RiskState("2026-01-02", 900, 1000, 1000, 0, 1, 1, 0, Map.of("ea", 0.5), Halt.NONE, Map.of()),
                book.state());
    }

    @Test
    void theDayDoesNotGoBackWhenTheClockDoes() {
        see("2026-01-02T12:00:00Z", 1000);
        see("2026-01-01T12:00:00Z", 500);
        assertEquals("2026-01-02", book.state().day());
        see("2026-01-02T13:00:00Z", 600);
        assertEquals(1000, book.state().dayStartEquity(), "the loss is measured from the day's first equity");
    }

    @Test
    void keepsTheGreatestEquity() {
        see("2026-01-02T12:00:00Z", 1000);
        see("2026-01-02T12:00:01Z", 1200);
        see("2026-01-02T12:00:02Z", 1100);
        assertEquals(1200, book.state().highWaterMark());
        assertEquals(1000, book.state().dayStartEquity());
        see("2026-01-03T12:00:00Z", 1300);
        assertEquals(1300, book.state().highWaterMark());
        assertEquals(1000, book.state().startBalance(), "the balance when it was first seen");
    }

    @Test
    void countsTradesDaysAndLossesInARow() {
        see("2026-01-02T12:00:00Z", 1000);
        book.opened();
        book.opened();
        assertEquals(2, book.state().tradesToday());
        assertEquals(1, book.state().tradingDays());
        see("2026-01-03T12:00:00Z", 1000);
        assertEquals(1, book.state().tradingDays(), "a day without a trade is no trading day");
        see("2026-01-04T12:00:00Z", 1000);
        book.opened();
        assertEquals(2, book.state().tradingDays());
        book.closed(-1.1);
        book.closed(-2.2);
        book.closed(0);
        assertEquals(2, book.state().lossStreak(), "no loss and no gain changes nothing");
        assertEquals(-3.3, book.state().realisedToday());
        book.closed(0.01);
        assertEquals(0, book.state().lossStreak());
    }

    @Test
    void handsOnEveryChangeAndOnlyChanges() {
        see("2026-01-02T12:00:00Z", 1000);
        see("2026-01-02T12:00:01Z", 1000);
        see("2026-01-02T12:00:02Z", 999);
        assertEquals(List.of(book.state()), journaled);
    }

    @Test
    void whatTheJournalKeptIsNotHandedOnAgain() {
        RiskState kept =
                new RiskState("2026-01-02", 900, 1000, 1100, 3, 2, 4, -7, Map.of("ea", 0.3), Halt.NONE, Map.of());
        book.restore(kept);
        assertEquals(kept, book.state());
        assertEquals(List.of(), journaled);
        see("2026-01-02T12:00:00Z", 800);
        assertEquals(900, book.state().dayStartEquity(), "a restart gives no second loss allowance");
    }

    @Test
    void aBrakePutOnBeforeTheJournalWasReadStays() {
        Halt halt = new Halt(TradingState.HALTED, "why", "who", 5);
        book.halt(halt);
        RiskState kept = RiskState.EMPTY.newDay("2026-01-02", 900, 1000);
        book.restore(kept);
        assertEquals(kept.withHalt(halt), book.state());
        assertEquals(kept.withHalt(halt), journaled.get(journaled.size() - 1), "and the journal learns of it");
    }

    @Test
    void theStricterBrakeStays() {
        Halt reducing = new Halt(TradingState.REDUCING, "calm", "who", 5);
        Halt halted = new Halt(TradingState.HALTED, "stop", "who", 4);
        book.halt(reducing);
        book.restore(RiskState.EMPTY.withHalt(halted));
        assertEquals(halted, book.state().halt());
    }

    @Test
    void resumesWithTheOldMeasureOrWithANewOne() {
        see("2026-01-02T12:00:00Z", 1000);
        book.halt(new Halt(TradingState.HALTED, "why", "who", 5));
        book.resume(null);
        assertEquals(RiskState.EMPTY.newDay("2026-01-02", 1000, 1000), book.state());
        book.resume(account(700));
        assertEquals(700, book.state().dayStartEquity());
        assertEquals(700, book.state().highWaterMark());
        assertEquals(1000, book.state().startBalance());
    }

    @Test
    void keepsABoundedNumberOfMultipliers() {
        for (int i = 0; i < 10_001; i++) {
            book.multiplier("ea" + i, 0.5);
        }
        assertEquals(10_000, book.state().multipliers().size());
        book.multiplier("ea7", 0.25);
        assertEquals(0.25, book.state().multipliers().get("ea7"), "a known one can be changed at the bound");
    }

    @Test
    void takesTheSmallerOfWhatAnAdministratorSetsAndTheExpertAdvisorAsks() {
        book.multiplier("ea", 0.5);
        book.asked("ea", 1);
        assertEquals(0.5, book.state().multiplier("ea"));
        book.asked("ea", 0.25);
        assertEquals(0.25, book.state().multiplier("ea"));
        RiskState before = book.state();
        book.asked("ea", 0.25);
        assertSame(before, book.state(), "nothing changed: nothing is written");
        book.asked("ea", 1);
        assertEquals(Map.of(), book.state().asked());
        assertEquals(0.5, book.state().multiplier("ea"));
        assertEquals(1, book.state().multiplier("other"));
    }

    private void see(String time, double equity) {
        book.see(account(equity), Instant.parse(time).toEpochMilli());
    }

    private static AccountSnapshot account(double equity) {
        Asking ask = new Asking();
        ask.equity = equity;
        return ask.account();
    }
}
