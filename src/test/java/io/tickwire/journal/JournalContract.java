package io.tickwire.journal;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.Halt;
import io.tickwire.domain.OrderKind;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.Urgency;
import io.tickwire.domain.message.ExecMessage;
import io.tickwire.domain.message.ExecRecord;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.ExecutionsQuery;
import io.tickwire.domain.message.Origin;
import io.tickwire.domain.message.Resume;
import io.tickwire.domain.message.SignalsPage;
import io.tickwire.domain.message.SignalsQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal must do. */
public abstract class JournalContract {
    static final long EPOCH = 100;

    private Journal journal;

    /** The journal of account {@code sim}, empty. */
    protected abstract Journal open();

    @BeforeEach
    void restore() {
        journal = open();
        assertEquals(new Journal.Restored(0, List.of(), RiskState.EMPTY), await(journal.restore(EPOCH)));
    }

    @Test
    void findsWhatItWasGivenWordForWord() {
        Signal signal = signal("EURUSD");
        assertEquals(Optional.empty(), await(journal.find(signal.id())));
        await(journal.intent(signal, 5));
        assertEquals(Optional.of(new Journal.Entry(signal, 5, null)), await(journal.find(signal.id())));
        assertTrue(await(journal.find(signal.id())).get().open());
        SignalOutcome done = executed(signal);
        await(journal.outcome(done, 6));
        assertEquals(Optional.of(new Journal.Entry(signal, 5, done)), await(journal.find(signal.id())));
        assertFalse(await(journal.find(signal.id())).get().open());
    }

    @Test
    void keepsEveryKindOfOutcome() {
        Refusal refusal = Refusal.of(ErrorCode.TERMINAL_REJECTED, "no")
                .with("retcode", 10018)
                .with("comment", "Market is closed");
        for (Kind kind : Kind.values()) {
            Signal signal = signal("EURUSD");
            SignalOutcome outcome =
                    switch (kind) {
                        case REFUSED -> new SignalOutcome.Refused(signal.id(), refusal);
                        case FAILED -> new SignalOutcome.Failed(signal.id(), refusal);
                        case UNKNOWN -> new SignalOutcome.Unknown(signal.id(), refusal);
                    };
            await(journal.intent(signal, 1));
            await(journal.outcome(outcome, 2));
            assertEquals(outcome, await(journal.find(signal.id())).get().outcome());
        }
    }

    private enum Kind {
        REFUSED,
        FAILED,
        UNKNOWN
    }

    private static ExecRecord exec(long timeMsc, ExecMessage message) {
        return new ExecRecord(timeMsc, new Origin("127.0.0.1", "exec-zmq"), message, "success", 0.5, "");
    }

    @Test
    void keepsEveryKindOfMessageOfAnExpertAdvisorWordForWord() {
        List<ExecRecord> told = List.of(
                exec(5, new ExecMessage.RiskUpdate("Grid", 0.5)),
                exec(4, new ExecMessage.Beat("Grid", "EURUSD", 7)),
                exec(3, new ExecMessage.TradeModify("Grid", 12, 1.07, 1.1)),
                exec(2, new ExecMessage.TradeClose("Grid", "EURUSD", 12, -1.5)),
                exec(1, new ExecMessage.TradeOpen("Grid", "EURUSD", 0.1, 7, Side.BUY, 1.08, 1.07, 10_000)));
        for (int i = told.size() - 1; i >= 0; i--) {
            await(journal.exec(told.get(i)));
        }
        assertEquals(told, await(journal.execMessages(10)));
        assertEquals(told.subList(0, 2), await(journal.execMessages(2)));
    }

    @Test
    void addsUpWhatExpertAdvisorsEarnedSinceATime() {
        await(journal.exec(exec(1, new ExecMessage.TradeClose("Grid", "EURUSD", 1, 100))));
        await(journal.exec(exec(2, new ExecMessage.TradeClose("Grid", "EURUSD", 2, -1.5))));
        await(journal.exec(exec(3, new ExecMessage.TradeClose("Grid", "EURUSD", 3, 4))));
        await(journal.exec(exec(3, new ExecMessage.TradeClose("Hedge", "EURUSD", 4, 7))));
        await(journal.exec(new ExecRecord(
                3,
                new Origin("127.0.0.1", "exec-zmq"),
                new ExecMessage.TradeClose("Hedge", "EURUSD", 5, 1),
                "error",
                0,
                "no")));
        assertEquals(Map.of("Grid", 2.5, "Hedge", 7.0), await(journal.execProfits(2)));
    }

    @Test
    void forgetsOldHeartbeatsAFewAtATimeAndNothingElse() {
        await(journal.exec(exec(1, new ExecMessage.TradeClose("Grid", "EURUSD", 1, 1))));
        for (int i = 0; i < 10; i++) {
            await(journal.exec(exec(10 + i, new ExecMessage.Beat("Grid", "EURUSD", 7))));
        }
        assertEquals(0, await(journal.forgetHeartbeats(10, 100, 5)));
        assertEquals(2, await(journal.forgetHeartbeats(14, 100, 2)));
        assertEquals(2, await(journal.forgetHeartbeats(14, 100, 5)));
        assertEquals(7, await(journal.execMessages(100)).size());
        assertEquals(3, await(journal.forgetHeartbeats(0, 3, 100)));
        assertEquals(
                List.of("heartbeat", "heartbeat", "heartbeat", "trade_close"),
                await(journal.execMessages(100)).stream()
                        .map(record -> record.message().type())
                        .toList());
    }

    @Test
    void letsAProvenOutcomeReplaceAnUnknownOne() {
        Signal signal = signal("EURUSD");
        await(journal.intent(signal, 1));
        await(journal.outcome(new SignalOutcome.Unknown(signal.id(), Refusal.of(ErrorCode.UNKNOWN_OUTCOME, "?")), 2));
        assertTrue(await(journal.find(signal.id())).get().open());
        await(journal.outcome(executed(signal), 3));
        assertEquals(executed(signal), await(journal.find(signal.id())).get().outcome());
    }

    @Test
    void letsWhatWasSeenOverturnWhatWasConcludedAndNothingOverturnWhatWasSeen() {
        Signal signal = signal("EURUSD");
        SignalOutcome failed =
                new SignalOutcome.Failed(signal.id(), Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "never arrived"));
        await(journal.intent(signal, 1));
        await(journal.outcome(failed, 2));
        await(journal.outcome(executed(signal), 3));
        assertEquals(executed(signal), await(journal.find(signal.id())).get().outcome());
        await(journal.outcome(failed, 4));
        assertEquals(executed(signal), await(journal.find(signal.id())).get().outcome());
    }

    @Test
    void settlesAlsoWhatItHasNoIntentOf() {
        Signal signal = signal("EURUSD");
        Journal.Entry unknown = new Journal.Entry(
                signal, 1, new SignalOutcome.Unknown(signal.id(), Refusal.of(ErrorCode.UNKNOWN_OUTCOME, "?")));
        await(journal.settled(unknown, 2));
        assertEquals(Optional.of(unknown), await(journal.find(signal.id())));
        Journal.Entry proven = new Journal.Entry(signal, 1, executed(signal));
        await(journal.settled(proven, 3));
        assertEquals(Optional.of(proven), await(journal.find(signal.id())));
        assertEquals(List.of(signal.id()), ids(await(journal.signals(SignalsQuery.newest(5)))));
    }

    @Test
    void settlesWhatItHasAnIntentOfUnderTheFirstTime() {
        Signal signal = signal("EURUSD");
        await(journal.intent(signal, 1));
        await(journal.settled(new Journal.Entry(signal, 7, executed(signal)), 8));
        assertEquals(Optional.of(new Journal.Entry(signal, 1, executed(signal))), await(journal.find(signal.id())));
    }

    @Test
    void restoresWhatIsOpenTheRiskStateAndTheNumberOfEvents() {
        Signal open = signal("EURUSD");
        Signal doubtful = signal("EURUSD");
        Signal done = signal("EURUSD");
        for (Signal signal : List.of(open, doubtful, done)) {
            await(journal.intent(signal, 1));
        }
        SignalOutcome unknown = new SignalOutcome.Unknown(doubtful.id(), Refusal.of(ErrorCode.UNKNOWN_OUTCOME, "?"));
        await(journal.outcome(unknown, 2));
        await(journal.outcome(executed(done), 2));
        await(journal.event(event(1)));
        await(journal.event(event(2)));
        RiskState risk = new RiskState(
                "2026-11-21",
                10_000,
                9_000.5,
                10_100,
                3,
                1,
                2,
                -12.34,
                Map.of("trend_7", 0.5),
                new Halt(TradingState.HALTED, "enough", "me", 77),
                Map.of("trend_8", 0.25));
        await(journal.risk(risk));
        assertEquals(
                new Journal.Restored(
                        2, List.of(new Journal.Entry(open, 1, null), new Journal.Entry(doubtful, 1, unknown)), risk),
                await(journal.restore(EPOCH + 1)));
    }

    @Test
    void replaysEventsAfterAPlaceOverAChangeOfEpoch() {
        for (int seq = 1; seq <= 3; seq++) {
            await(journal.event(event(seq)));
        }
        await(journal.restore(EPOCH + 1));
        assertEquals(
                new ExecutionsPage(EPOCH + 1, List.of(event(2), event(3)), true),
                await(journal.events(new ExecutionsQuery(new Resume(EPOCH, 1), 10))));
        assertEquals(
                List.of(event(2)),
                await(journal.events(new ExecutionsQuery(new Resume(EPOCH, 1), 1)))
                        .events());
        assertEquals(
                new ExecutionsPage(EPOCH + 1, List.of(event(2), event(3)), false),
                await(journal.events(new ExecutionsQuery(new Resume(5, 1), 2))));
        assertTrue(await(journal.events(new ExecutionsQuery(new Resume(EPOCH, 3), 10)))
                .recovered());
    }

    @Test
    void listsSignalsTheNewestFirstPageByPage() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Signal signal = signal(i % 2 == 0 ? "EURUSD" : "GBPUSD");
            ids.add(signal.id());
            await(journal.intent(signal, i));
            if (i == 4) {
                await(journal.outcome(executed(signal), i));
            }
        }
        assertEquals(List.of(ids.get(4), ids.get(3)), ids(await(journal.signals(SignalsQuery.newest(2)))));
        long next = await(journal.signals(SignalsQuery.newest(2))).next();
        assertEquals(
                List.of(ids.get(2), ids.get(1)),
                ids(await(journal.signals(new SignalsQuery(null, "", "", 0, Long.MAX_VALUE, next, 2)))));
        assertEquals(
                List.of(ids.get(3), ids.get(1)),
                ids(await(
                        journal.signals(new SignalsQuery(null, "GBPUSD", "", 0, Long.MAX_VALUE, Long.MAX_VALUE, 10)))));
        assertEquals(
                List.of(ids.get(4)),
                ids(await(journal.signals(
                        new SignalsQuery(null, "", "success", 0, Long.MAX_VALUE, Long.MAX_VALUE, 10)))));
        assertEquals(
                List.of(ids.get(2), ids.get(1)),
                ids(await(journal.signals(new SignalsQuery(null, "", "", 1, 3, Long.MAX_VALUE, 10)))));
        assertEquals(
                List.of(ids.get(0)),
                ids(await(
                        journal.signals(new SignalsQuery(ids.get(0), "", "", 0, Long.MAX_VALUE, Long.MAX_VALUE, 10)))));
        assertEquals(0, await(journal.signals(SignalsQuery.newest(10))).next());
    }

    private static List<UUID> ids(SignalsPage page) {
        return page.signals().stream().map(record -> record.signal().id()).toList();
    }

    static Signal signal(String symbol) {
        return new Signal(
                UUID.randomUUID(),
                "sim",
                symbol,
                SignalAction.BUY,
                0.1,
                1.08,
                0,
                1.0845,
                OrderKind.STOP_LIMIT,
                1.0841,
                "a \"comment\"",
                Urgency.HIGH,
                234000,
                99,
                5,
                0,
                "trend",
                0.75);
    }

    static SignalOutcome executed(Signal signal) {
        return new SignalOutcome.Executed(
                signal.id(),
                new Execution(1, 2, signal.symbol(), "buy", 1.08457, 0.1, -3.07, 1_700_000_000_000L, 10009));
    }

    static ExecutionEvent event(long seq) {
        return new ExecutionEvent(
                "sim",
                EPOCH,
                seq,
                1_700_000_000_000L + seq,
                new UUID(1, seq),
                "EURUSD",
                SignalAction.SELL,
                "success",
                new Execution(seq, 2, "EURUSD", "sell", 1.1, 0.1, 0, 5, 10009),
                null);
    }
}
