package io.tickwire.execution;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.RouterState;
import io.tickwire.domain.Side;
import io.tickwire.domain.message.ExecMessage;
import io.tickwire.domain.message.ExecRecord;
import io.tickwire.domain.message.ExecReply;
import io.tickwire.domain.message.ExecRequest;
import io.tickwire.domain.message.Origin;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.domain.message.RiskCommand;
import io.vertx.core.Future;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expert Advisors ask; whatever is wrong, the answer is no. */
final class ExecDeskTest {
    private static final Origin FROM = new Origin("127.0.0.1", "exec-zmq");
    private static final ExecMessage BEAT = new ExecMessage.Beat("Grid", "EURUSD", 7);
    private DeskFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    private void start(String config) {
        fixture = new DeskFixture(config).started();
    }

    private ExecReply ask(ExecMessage message) {
        return fixture.on(() -> fixture.desk.exec().answer(new ExecRequest(message, FROM)));
    }

    private static ExecMessage open(double volume, Side side, double stopLoss) {
        return new ExecMessage.TradeOpen("Grid", "EURUSD", volume, 7, side, 0, stopLoss, 0);
    }

    private ErrorCode rejected(ExecMessage message) {
        return assertInstanceOf(ExecReply.Rejected.class, ask(message))
                .refusal()
                .code();
    }

    private double approved(ExecMessage message) {
        return assertInstanceOf(ExecReply.Approved.class, ask(message)).multiplier();
    }

    private double alive() {
        return assertInstanceOf(ExecReply.Alive.class, ask(BEAT)).multiplier();
    }

    private List<ExecRecord> journal() {
        return await(fixture.journal.execMessages(100));
    }

    @Test
    void approvesWithTheSmallerOfItsOwnAndTheGovernorsMultiplier() {
        start("{}");
        assertEquals(1, approved(open(0.1, null, 0)));
        assertInstanceOf(ExecReply.Done.class, ask(new ExecMessage.RiskUpdate("Grid", 0.5)));
        assertEquals(0.5, approved(open(0.1, Side.BUY, 1.08)));
        assertEquals(0.5, alive());
        fixture.router = new RouterState("", List.of(), 0.25, 0, 0, "");
        assertEquals(0.25, approved(open(0.1, Side.SELL, 0)));
        assertEquals(1, fixture.desk.exec().agents().agents().size());
    }

    @Test
    void journalsApprovalsBeforeItAnswersAndEverythingElseToo() {
        start("{}");
        ask(open(0.1, null, 0));
        assertEquals(
                List.of("trade_open success 1.0"),
                journal().stream()
                        .map(r -> r.message().type() + " " + r.status() + " " + r.riskMultiplier())
                        .toList());
        ask(open(100, null, 0));
        ask(new ExecMessage.TradeModify("Grid", 5, 1, 2));
        ask(BEAT);
        // A heartbeat is written after its answer.
        Awaitility.await().until(() -> journal().stream()
                .limit(3)
                .map(r -> r.message().type() + " " + r.status())
                .toList()
                .equals(List.of("heartbeat success", "trade_modify success", "trade_open rejected")));
    }

    @Test
    void rejectsWhatTheGovernorWouldNotSend() {
        start("{\"risk\":{\"maxLots\":1,\"stopLossRequired\":true}}");
        assertEquals(ErrorCode.INVALID_VOLUME, rejected(open(100, null, 0)));
        assertEquals(ErrorCode.INVALID_VOLUME, rejected(open(0.015, Side.BUY, 1.08)));
        assertEquals(ErrorCode.RISK_REJECTED, rejected(open(2, Side.BUY, 1.08)));
        assertEquals(ErrorCode.RISK_REJECTED, rejected(open(0.1, Side.BUY, 0)));
        assertEquals(ErrorCode.INVALID_STOPS, rejected(open(0.1, Side.BUY, 1.2)));
        assertEquals(1, approved(open(0.1, null, 1.2)));
        fixture.quote = new QuotedSymbol(null, null);
        assertEquals(ErrorCode.INVALID_SYMBOL, rejected(open(0.1, null, 0)));
    }

    @Test
    void rejectsAndTellsZeroWhileTradingIsReducedOrHaltedOrTheDayIsLost() {
        start("{}");
        fixture.command(new RiskCommand(RiskCommand.Kind.REDUCE, "enough", "tester", false, false, "", 1));
        assertEquals(ErrorCode.TRADING_HALTED, rejected(open(0.1, null, 0)));
        assertEquals(0, alive());
        fixture.command(new RiskCommand(RiskCommand.Kind.RESUME, "go on", "tester", false, false, "", 1));
        assertEquals(1, alive());
        fixture.terminal.account = FakeGateway.account(10_000, 9_000);
        fixture.refresh();
        assertEquals(0, alive());
        assertEquals(ErrorCode.RISK_REJECTED, rejected(open(0.1, null, 0)));
    }

    @Test
    void rejectsWhenTheAccountCannotBeRead() {
        start("{}");
        fixture.clock.advanceMillis(11_000);
        assertEquals(ErrorCode.TERMINAL_UNAVAILABLE, rejected(open(0.1, null, 0)));
        assertEquals(0, alive());
    }

    @Test
    void failsClosedWhenTheJournalDoesNotTakeIt() {
        FaultyJournal journal = new FaultyJournal();
        fixture = new DeskFixture("{}", journal).started();
        journal.writable = false;
        journal.told = false;
        assertEquals(ErrorCode.TRADING_HALTED, rejected(open(0.1, null, 0)));
        assertInstanceOf(ExecReply.Failed.class, ask(new ExecMessage.TradeClose("Grid", "EURUSD", 1, 5)));
        ask(BEAT);
        journal.writable = true;
        assertEquals(0, fixture.desk.exec().agents().agents().get(0).dayProfit());
    }

    @Test
    void failsClosedWhenSomethingBreaksInside() {
        start("{}");
        fixture.terminal.check = null;
        assertEquals(ErrorCode.INTERNAL, rejected(open(0.1, null, 0)));
    }

    @Test
    void countsAnApprovalAsOpenUntilAWhileHasPassed() {
        start("{\"risk\":{\"maxPositions\":1}}");
        approved(open(0.1, null, 0));
        assertEquals(ErrorCode.RISK_REJECTED, rejected(open(0.1, null, 0)));
        fixture.clock.advanceMillis(6_000);
        fixture.on(() -> {
            fixture.desk.exec().tick();
            return Future.succeededFuture();
        });
        fixture.refresh();
        approved(open(0.1, null, 0));
    }

    @Test
    void countsAnApprovalWithoutASideAsOnePosition() {
        start("{\"risk\":{\"maxPositions\":2}}");
        approved(open(0.1, null, 0));
        approved(open(0.1, null, 0));
        assertEquals(ErrorCode.RISK_REJECTED, rejected(open(0.1, null, 0)));
    }

    @Test
    void anAdministratorsMultiplierIsNotRaisedByTheExpertAdvisor() {
        start("{}");
        fixture.command(new RiskCommand(RiskCommand.Kind.MULTIPLIER, "", "tester", false, false, "Grid", 0.5));
        assertInstanceOf(ExecReply.Done.class, ask(new ExecMessage.RiskUpdate("Grid", 1)));
        assertEquals(0.5, alive());
    }

    @Test
    void addsProfitsToTheDayOfTheExpertAdvisorAndNotToTheAccounts() {
        start("{}");
        ask(BEAT);
        ask(new ExecMessage.TradeClose("Grid", "EURUSD", 1, -7.5));
        ask(new ExecMessage.TradeClose("Grid", "EURUSD", 2, 2.25));
        assertEquals(-5.25, fixture.desk.exec().agents().agents().get(0).dayProfit());
        assertEquals(0, fixture.report().memory().lossStreak());
        assertEquals(0, fixture.report().memory().realisedToday());
    }

    @Test
    void readsTheDaysResultsOnceThoughAStartAsksAgainMeanwhile() {
        FaultyJournal journal = new FaultyJournal();
        fixture = new DeskFixture("{}", journal);
        ExecMessage close = new ExecMessage.TradeClose("Grid", "EURUSD", 1, -3.5);
        await(journal.exec(new ExecRecord(fixture.clock.millis(), FROM, close, "success", 0, "")));
        Future<Boolean> first = fixture.later(fixture.desk::reconcile);
        Future<Boolean> second = fixture.later(fixture.desk::reconcile);
        await(first);
        await(second);
        ask(BEAT);
        assertEquals(-3.5, fixture.desk.exec().agents().agents().get(0).dayProfit());
    }

    @Test
    void takesNothingThatChangesAResultBeforeTheJournalWasRead() {
        fixture = new DeskFixture("{}");
        assertInstanceOf(ExecReply.Failed.class, ask(new ExecMessage.RiskUpdate("Grid", 0.5)));
        assertEquals(ErrorCode.TRADING_HALTED, rejected(open(0.1, null, 0)));
        assertTrue(fixture.reconcile());
        assertInstanceOf(ExecReply.Done.class, ask(new ExecMessage.RiskUpdate("Grid", 0.5)));
    }
}
