package io.tickwire.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tickwire.domain.OrderTag;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeResult;
import io.tickwire.journal.MemoryJournal;
import io.tickwire.journal.OutcomeStatus;
import io.tickwire.terminal.Retcode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each return code of the trade server becomes. A new one needs its line here. */
final class RetcodesTest {
    /** Status and error code of a market order that was answered so. */
    private static final String TABLE = """
            REQUOTE              failed TERMINAL_REJECTED
            REJECT               failed TERMINAL_REJECTED
            CANCEL               failed TERMINAL_REJECTED
            PLACED               unknown UNKNOWN_OUTCOME
            DONE                 success none
            DONE_PARTIAL         success none
            ERROR                failed TERMINAL_REJECTED
            TIMEOUT              unknown UNKNOWN_OUTCOME
            INVALID              failed TERMINAL_REJECTED
            INVALID_VOLUME       failed TERMINAL_REJECTED
            INVALID_PRICE        failed TERMINAL_REJECTED
            INVALID_STOPS        failed TERMINAL_REJECTED
            TRADE_DISABLED       failed TERMINAL_REJECTED
            MARKET_CLOSED        failed TERMINAL_REJECTED
            NO_MONEY             failed TERMINAL_REJECTED
            PRICE_CHANGED        failed TERMINAL_REJECTED
            PRICE_OFF            failed TERMINAL_REJECTED
            INVALID_EXPIRATION   failed TERMINAL_REJECTED
            ORDER_CHANGED        failed TERMINAL_REJECTED
            TOO_MANY_REQUESTS    failed TERMINAL_REJECTED
            NO_CHANGES           failed TERMINAL_REJECTED
            SERVER_DISABLES_AT   failed TERMINAL_REJECTED
            CLIENT_DISABLES_AT   failed TERMINAL_REJECTED
            LOCKED               failed TERMINAL_REJECTED
            FROZEN               failed TERMINAL_REJECTED
            INVALID_FILL         failed TERMINAL_REJECTED
            CONNECTION           failed TERMINAL_UNAVAILABLE
            ONLY_REAL            failed TERMINAL_REJECTED
            LIMIT_ORDERS         failed TERMINAL_REJECTED
            LIMIT_VOLUME         failed TERMINAL_REJECTED
            INVALID_ORDER        failed TERMINAL_REJECTED
            POSITION_CLOSED      failed TERMINAL_REJECTED
            INVALID_CLOSE_VOLUME failed TERMINAL_REJECTED
            CLOSE_ORDER_EXIST    failed TERMINAL_REJECTED
            LIMIT_POSITIONS      failed TERMINAL_REJECTED
            REJECT_CANCEL        failed TERMINAL_REJECTED
            LONG_ONLY            failed TERMINAL_REJECTED
            SHORT_ONLY           failed TERMINAL_REJECTED
            CLOSE_ONLY           failed TERMINAL_REJECTED
            FIFO_CLOSE           failed TERMINAL_REJECTED
            HEDGE_PROHIBITED     failed TERMINAL_REJECTED
            """;

    private static final Map<String, String> EXPECTED =
            TABLE.lines().map(line -> line.split(" +", 2)).collect(Collectors.toMap(line -> line[0], line -> line[1]));

    private final DeskFixture fixture =
            new DeskFixture("{\"execution\":{\"orderTimeout\":\"250ms\"}}", new MemoryJournal(100)).started();
    private final FakeGateway terminal = fixture.terminal;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void eachReturnCodeBecomesOneOutcome() {
        Map<String, String> seen = new LinkedHashMap<>();
        for (Retcode code : Retcode.values()) {
            seen.put(code.name(), told(Draft.buy(), answered(code)));
        }
        // Compared as a whole: a constant without its line is missing on one side.
        assertEquals(EXPECTED, seen);
        assertEquals(Retcode.values().length, terminal.sent.size(), "each was sent once");
    }

    @Test
    void closingIsToldTheSameExceptThatClosedIsClosed() {
        terminal.positions = List.of(Held.position(7, 0.1, ""));
        Map<String, String> seen = new LinkedHashMap<>();
        for (Retcode code : Retcode.values()) {
            seen.put(code.name(), told(Draft.close(draft -> {}), answered(code)));
        }
        Map<String, String> expected = new LinkedHashMap<>(EXPECTED);
        expected.put("POSITION_CLOSED", "success none");
        assertEquals(expected, seen);
    }

    @Test
    void whatWasRefusedKeepsTheServersCodeAndWords() {
        for (Retcode code : Retcode.values()) {
            if (EXPECTED.get(code.name()).startsWith("failed")) {
                terminal.answer = request -> Future.succeededFuture(answered(code));
                SignalOutcome.Failed failed =
                        assertInstanceOf(SignalOutcome.Failed.class, fixture.outcome(Draft.buy()));
                assertEquals(
                        Map.<String, Object>of("retcode", code.code(), "comment", code.text()),
                        failed.refusal().details());
            }
        }
    }

    @Test
    void aCodeThatNobodyKnowsIsARefusal() {
        assertEquals("failed TERMINAL_REJECTED", told(Draft.buy(), new TradeResult.Rejected(10099, "new")));
    }

    @Test
    void aPendingOrderIsDoneWhenItIsPlaced() {
        for (Retcode code : List.of(Retcode.PLACED, Retcode.DONE)) {
            assertEquals(
                    "success none",
                    told(Draft.buy(draft -> draft.price = 1.08), new TradeResult.Accepted(21, 1000, code.code())));
        }
    }

    @Test
    void theServersTimeoutLeavesTheOrderInDoubtAlsoWhenItComesLate() {
        Promise<TradeResult> late = Promise.promise();
        terminal.answer = request -> late.future();
        Signal signal = Draft.buy();
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.outcome(signal));
        late.complete(answered(Retcode.TIMEOUT));
        assertEquals(1, fixture.report().doubts());
        terminal.positions = List.of(Held.position(7, 0.1, OrderTag.of(signal.id())));
        fixture.reconcile();
        Awaitility.await().until(() -> fixture.events.size() == 2);
        assertEquals(List.of("unknown", "success"), fixture.statuses());
    }

    private String told(Signal signal, TradeResult result) {
        terminal.answer = request -> Future.succeededFuture(result);
        SignalOutcome outcome = fixture.outcome(signal);
        return OutcomeStatus.of(outcome) + " " + Outcomes.code(outcome);
    }

    /** As a gateway hands it over. */
    private static TradeResult answered(Retcode code) {
        return switch (code) {
            case DONE, DONE_PARTIAL -> new TradeResult.Filled(11, 12, 13, 1.0847, 0.1, 0, 1000, code.code());
            case PLACED -> new TradeResult.Accepted(11, 1000, code.code());
            default -> new TradeResult.Rejected(code.code(), code.text());
        };
    }
}
