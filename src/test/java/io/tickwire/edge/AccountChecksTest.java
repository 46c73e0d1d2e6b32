package io.tickwire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Halt;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.TradeMode;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.TradingStatus;
import io.tickwire.domain.message.AccountEvent;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.DoctorCheck;
import io.tickwire.domain.message.DoctorCheck.State;
import io.tickwire.domain.message.JournalStatus;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.domain.message.TerminalStatus.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class AccountChecksTest {
    private final AccountChecks checks = new AccountChecks("sim", 50);

    private static RiskReport risk(
            TradingStatus trading, Halt halt, JournalStatus journal, RiskReport.Figures figures) {
        return new RiskReport(
                "sim",
                trading,
                RiskState.EMPTY.withHalt(halt),
                figures,
                0,
                0,
                new RiskReport.Left(0, 0),
                "closed",
                journal,
                true,
                null);
    }

    private static RiskReport.Figures loss(double percent, double limit) {
        return new RiskReport.Figures("", percent, limit, 0, 0, 0, 1);
    }

    private static AccountState account(double margin, double level) {
        AccountSnapshot snapshot = new AccountSnapshot(
                "1", "", "", "", "USD", 100, TradeMode.DEMO, MarginMode.HEDGING, 0, 0, 0, margin, 0, level, 0);
        return new AccountState(
                new AccountEvent("sim", 1, 1, 1, snapshot),
                null,
                List.of(),
                null,
                new TerminalStatus(Status.CONNECTED, "Demo", 1_000, "", 0),
                0);
    }

    @Test
    void callsAGoodAccountGoodWithItsFigures() {
        List<DoctorCheck> all = checks.all(
                account(100, 1000), risk(TradingStatus.ACTIVE, Halt.NONE, JournalStatus.HEALTHY, loss(1, 5)));
        Map<String, String> evidence =
                all.stream().collect(Collectors.toMap(DoctorCheck::name, c -> c.state() + " " + c.evidence()));
        assertEquals(
                Map.of(
                        "terminal sim", "OK connected, server Demo, last update 1970-01-01T00:00:01.000Z",
                        "autotrading sim", "SKIPPED this kind of terminal has no AutoTrading switch",
                        "trading sim", "OK ACTIVE",
                        "signals in doubt sim", "OK none",
                        "external positions sim", "OK none",
                        "circuit sim", "OK closed",
                        "journal sim", "OK written",
                        "margin sim", "OK margin level 1000 %, stop-out at 50 %",
                        "day loss sim", "OK 1.00 % of a limit of 5.00 %"),
                evidence);
    }

    @Test
    void failsWhenNobodyExecutes() {
        assertEquals(
                List.of("executor sim"),
                checks.all(account(0, 0), null).stream().map(DoctorCheck::name).toList());
        assertEquals(State.FAIL, DoctorCheck.worst(checks.all(null, null)));
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void onlyAConnectedTerminalIsGood(Status status) {
        DoctorCheck check = checks.terminal(new TerminalStatus(status, "Demo", 0, "refused", 3));
        assertEquals(status == Status.CONNECTED ? State.OK : State.FAIL, check.state());
        assertTrue(check.evidence().endsWith("last update never, refused"), check.evidence());
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE,OK", "REDUCING,WARN", "HALTED,FAIL"})
    void judgesTheTradingState(TradingState trading, State expected) {
        TradingStatus status = new TradingStatus(trading, "lunch");
        DoctorCheck latched = checks.trading(
                risk(status, new Halt(TradingState.HALTED, "lunch", "me", 1), JournalStatus.HEALTHY, null));
        DoctorCheck passing = checks.trading(risk(status, Halt.NONE, JournalStatus.HEALTHY, null));
        assertEquals(expected, latched.state());
        assertEquals(expected, passing.state());
        assertEquals(trading + ": lunch", latched.evidence());
        if (expected != State.OK) {
            assertTrue(latched.fix().contains("POST /api/v1/risk/resume"), latched.fix());
            assertTrue(latched.fix().contains("STOP file"), latched.fix());
            assertTrue(passing.fix().contains("by itself"), passing.fix());
        }
    }

    @Test
    void warnsOfDoubtsAndForeignPositions() {
        assertEquals(State.OK, checks.doubts(0).state());
        assertEquals(State.WARN, checks.doubts(1).state());
        assertEquals(State.OK, checks.external(0).state());
        assertEquals(State.WARN, checks.external(2).state());
    }

    @ParameterizedTest
    @CsvSource({"closed,OK", "half_open,WARN", "open,FAIL"})
    void judgesTheCircuit(String circuit, State expected) {
        assertEquals(expected, checks.circuit(circuit).state());
    }

    @Test
    void failsWhenTheJournalCannotBeWritten() {
        RiskReport risk = risk(TradingStatus.ACTIVE, Halt.NONE, JournalStatus.failed("disk full"), null);
        DoctorCheck journal = checks.all(account(0, 0), risk).stream()
                .filter(check -> check.name().equals("journal sim"))
                .findFirst()
                .orElseThrow();
        assertEquals(State.FAIL, journal.state());
        assertEquals("disk full", journal.evidence());
    }

    @ParameterizedTest
    @CsvSource({"0,0,OK", "100,200,OK", "100,199.9,WARN", "100,60.1,WARN", "100,60,FAIL", "100,0.1,FAIL"})
    void judgesTheMarginLevelByTheStopOut(double margin, double level, State expected) {
        assertEquals(expected, checks.margin(account(margin, level)).state());
    }

    @Test
    void skipsWhatIsNotKnownYet() {
        AccountState unread =
                new AccountState(null, null, List.of(), null, new TerminalStatus(Status.CONNECTED, "", 1, "", 0), 0);
        assertEquals(State.SKIPPED, checks.margin(unread).state());
        assertEquals(State.SKIPPED, checks.dayLoss(null).state());
    }

    @ParameterizedTest
    @CsvSource({"-2,5,OK", "3.9,5,OK", "4,5,WARN", "5,5,FAIL", "9,0,SKIPPED"})
    void judgesTheDayLossByItsLimit(double percent, double limit, State expected) {
        assertEquals(expected, checks.dayLoss(loss(percent, limit)).state());
    }
}
