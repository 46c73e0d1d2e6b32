package io.tickwire.execution;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.Filling;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.Urgency;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsQuery;
import io.tickwire.domain.message.Origin;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.domain.message.Resume;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.ops.Awaiting;
import io.tickwire.ops.ManualClock;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.SymbolCatalogue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SignalPipelineTest {
    private static final Origin CLIENT = new Origin("10.0.0.1", "bridge");
    private static final long EPOCH = 9;

    private final DeskFixture fixture = new DeskFixture(
                    "{\"execution\":{\"orderTimeout\":\"250ms\",\"maxQuoteAge\":\"5s\",\"maxPending\":2}}")
            .started();
    private final FakeGateway terminal = fixture.terminal;
    private final ManualClock clock = fixture.clock;
    private final List<ExecutionEvent> events = fixture.events;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void opensAtTheMarketWithATagThatProvesItLater() {
        UUID id = UUID.fromString("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        SignalAnswer answer = submit(buy(id, 0.1));
        assertEquals(
                new SignalAnswer(
                        new SignalOutcome.Executed(
                                id, new Execution(11, 13, "EURUSD", "buy", 1.0847, 1, 0, 1000, 10009)),
                        false),
                answer);
        assertEquals(
                List.of(new OpenMarket(
                        "tw:PyUE4E-JQdOaDAMF6CwzAQ",
                        "EURUSD",
                        Side.BUY,
                        0.1,
                        1.0847,
                        1.08,
                        1.09,
                        20,
                        Filling.FOK,
                        5,
                        "tw:PyUE4E-JQdOaDAMF6CwzAQ")),
                terminal.sent);
        Awaitility.await().until(() -> !events.isEmpty());
        assertEquals(
                List.of("success"), events.stream().map(ExecutionEvent::status).toList());
    }

    @Test
    void answersTheSameIdWithTheFirstOutcomeAndSendsOnce() {
        Signal signal = buy(UUID.randomUUID(), 0.1);
        SignalAnswer first = submit(signal);
        assertEquals(new SignalAnswer(first.outcome(), true), submit(signal));
        assertEquals(1, terminal.sent.size());
    }

    @Test
    void answersConcurrentTwinsWithOneOrder() {
        Promise<TradeResult> held = Promise.promise();
        terminal.answer = request -> held.future();
        Signal signal = buy(UUID.randomUUID(), 0.1);
        List<Future<SignalAnswer>> twins = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            twins.add(ask(signal));
        }
        Awaitility.await().until(() -> terminal.sent.size() == 1);
        held.complete(FakeGateway.fill(0.1));
        List<SignalAnswer> answers = twins.stream().map(Awaiting::await).toList();
        assertEquals(1, answers.stream().filter(answer -> !answer.duplicate()).count());
        assertEquals(1, answers.stream().map(SignalAnswer::outcome).distinct().count());
        assertEquals(1, terminal.sent.size());
    }

    @Test
    void refusesAKnownIdWithOtherContent() {
        UUID id = UUID.randomUUID();
        submit(buy(id, 0.1));
        assertEquals(ErrorCode.SIGNAL_CONFLICT, refused(submit(buy(id, 0.2))).code());
        assertEquals(1, terminal.sent.size());
    }

    @Test
    void doesNotRememberARefusalSoTheSameIdMayBeTriedAgain() {
        Signal signal = buy(UUID.randomUUID(), 0.1);
        fixture.permitRefusal = Refusal.rateLimited(10, "60 seconds", 42);
        assertEquals(ErrorCode.RATE_LIMITED, refused(submit(signal)).code());
        assertEquals(List.of(), terminal.sent);
        fixture.permitRefusal = null;
        assertInstanceOf(SignalOutcome.Executed.class, submit(signal).outcome());
        Awaitility.await().until(() -> !events.isEmpty());
        assertEquals(1, events.size(), "a refusal is no execution event");
    }

    @Test
    void refusesBeforeAnythingIsSentWhatRiskForbids() {
        fixture.quote = new QuotedSymbol(null, null);
        assertEquals(ErrorCode.INVALID_SYMBOL, refused(submit(buy(0.1))).code());
        fixture.quote = new QuotedSymbol(SymbolCatalogue.spec("EURUSD"), null);
        assertEquals("NO_QUOTE", refused(submit(buy(0.1))).details().get("reason"));
        fixture.quote = new QuotedSymbol(SymbolCatalogue.spec("EURUSD"), fixture.tick(1.0845, 1.0847));
        Refusal volume = refused(submit(buy(0.015)));
        assertEquals(ErrorCode.INVALID_VOLUME, volume.code());
        assertEquals(
                Map.<String, Object>of("volume", 0.015, "min", 0.01, "max", 100.0, "step", 0.01), volume.details());
        assertEquals(
                "stop_loss",
                refused(submit(signal(SignalAction.BUY, 0.1, 1.0845, 0)))
                        .details()
                        .get("field"));
        assertEquals(
                "take_profit",
                refused(submit(signal(SignalAction.BUY, 0.1, 0, 1.08)))
                        .details()
                        .get("field"));
        assertEquals(
                "stop_loss",
                refused(submit(signal(SignalAction.SELL, 0.1, 1.08, 0)))
                        .details()
                        .get("field"));
        terminal.check = new OrderCheck(1000.01, 1000);
        assertEquals(
                Map.<String, Object>of("required_margin", 1000.01, "available_margin", 1000.0),
                refused(submit(buy(0.1))).details());
        terminal.check = new OrderCheck(1, 1000);
        clock.advanceMillis(5001);
        assertEquals("QUOTE_STALE", refused(submit(buy(0.1))).details().get("reason"));
        fixture.command(brake(RiskCommand.Kind.REDUCE));
        assertEquals(ErrorCode.TRADING_HALTED, refused(submit(buy(0.1))).code());
        assertEquals(List.of(), terminal.sent);
    }

    @Test
    void refusesASignalThatExpired() {
        Signal fresh = buy(0.1);
        Signal expired = new Signal(
                fresh.id(),
                "sim",
                "EURUSD",
                SignalAction.BUY,
                0.1,
                0,
                0,
                0,
                "",
                Urgency.LOW,
                5,
                clock.millis(),
                -1,
                0,
                "");
        assertEquals(ErrorCode.SIGNAL_EXPIRED, refused(submit(expired)).code());
    }

    @Test
    void passesOnTheTerminalsRefusalUnchanged() {
        terminal.answer = request -> Future.succeededFuture(new TradeResult.Rejected(10018, "Market is closed"));
        SignalOutcome.Failed failed =
                assertInstanceOf(SignalOutcome.Failed.class, submit(buy(0.1)).outcome());
        assertEquals(
                Map.<String, Object>of("retcode", 10018, "comment", "Market is closed"),
                failed.refusal().details());
    }

    @Test
    void refusesWhileTheTerminalIsGone() {
        terminal.connected = false;
        assertEquals(ErrorCode.TERMINAL_UNAVAILABLE, refused(submit(buy(0.1))).code());
        assertEquals(
                ErrorCode.TERMINAL_UNAVAILABLE, refused(submit(close(0, 0, -1))).code());
    }

    @Test
    void callsALostAnswerUnknownNeverSendsItAgainAndTellsTheTruthLater() {
        Promise<TradeResult> lost = Promise.promise();
        terminal.answer = request -> lost.future();
        Signal signal = buy(UUID.randomUUID(), 0.1);
        assertInstanceOf(SignalOutcome.Unknown.class, submit(signal).outcome());
        assertInstanceOf(SignalOutcome.Unknown.class, submit(signal).outcome());
        assertEquals(1, terminal.sent.size());
        lost.complete(FakeGateway.fill(0.1));
        Awaitility.await().until(() -> events.size() == 2);
        assertEquals(
                List.of("unknown", "success"),
                events.stream().map(ExecutionEvent::status).toList());
        assertInstanceOf(SignalOutcome.Executed.class, submit(signal).outcome());
        assertEquals(1, terminal.sent.size());
    }

    @Test
    void treatsAFaultAfterSendingAsUnknownAndNotAsRefused() {
        terminal.answer = request -> Future.failedFuture(new IllegalStateException("half a reply"));
        assertInstanceOf(SignalOutcome.Unknown.class, submit(buy(0.1)).outcome());
    }

    @Test
    void closesAllPositionsOfTheSymbolOldestFirst() {
        terminal.positions =
                List.of(position(8, "EURUSD", 0.2, 1), position(7, "EURUSD", 0.1, 2), position(9, "USDJPY", 1, 1));
        terminal.answer = request -> Future.succeededFuture(FakeGateway.fill(((ClosePosition) request).volume()));
        SignalOutcome.Executed done = executed(submit(close(0, 0, -1)));
        assertEquals(List.of("7:0.1", "8:0.2"), closings());
        assertEquals("close", done.execution().type());
        assertEquals(0.3, done.execution().volume());
    }

    @Test
    void closesOnlyAsMuchAsAskedAndOnlyWhatIsMeant() {
        terminal.positions = List.of(position(7, "EURUSD", 0.1, 2), position(8, "EURUSD", 0.2, 1));
        terminal.answer = request -> Future.succeededFuture(FakeGateway.fill(((ClosePosition) request).volume()));
        submit(close(0.15, 0, -1));
        submit(close(0, 8, -1));
        submit(close(5, 0, 2));
        assertEquals(List.of("7:0.1", "8:0.05", "8:0.2", "7:0.1"), closings());
    }

    @Test
    void refusesToCloseAVolumeOffTheStepInsteadOfRoundingIt() {
        terminal.positions = List.of(position(7, "EURUSD", 0.1, 1), position(8, "EURUSD", 0.1, 1));
        assertEquals(
                ErrorCode.INVALID_VOLUME, refused(submit(close(0.015, 0, -1))).code());
        assertEquals(List.of(), terminal.sent);
    }

    @Test
    void saysWhenThereIsNothingToClose() {
        assertEquals(
                ErrorCode.POSITION_NOT_FOUND, refused(submit(close(0, 99, -1))).code());
    }

    @Test
    void closingPassesWhileTradingIsHalted() {
        fixture.command(brake(RiskCommand.Kind.HALT));
        terminal.positions = List.of(position(7, "EURUSD", 0.1, 1));
        executed(submit(close(0, 0, -1)));
        assertEquals(1, terminal.sent.size());
    }

    @Test
    void refusesMoreThanMayBeUnderWay() {
        terminal.answer = request -> Promise.<TradeResult>promise().future();
        Future<SignalAnswer> first = ask(buy(0.1));
        Future<SignalAnswer> second = ask(buy(0.1));
        assertEquals(ErrorCode.RATE_LIMITED, refused(submit(buy(0.1))).code());
        await(first);
        await(second);
    }

    @Test
    void sendsNothingWhenTheJournalCannotTakeTheIntent() {
        terminal.answer = request -> Promise.<TradeResult>promise().future();
        // Entries without an outcome cannot be forgotten; three fill this journal.
        for (int i = 0; i < 3; i++) {
            await(fixture.journal.intent(buy(0.1), 0));
        }
        assertEquals(ErrorCode.TRADING_HALTED, refused(submit(buy(0.1))).code());
        assertEquals(List.of(), terminal.sent);
    }

    @Test
    void replaysEventsAfterAPlaceAndAdmitsWhatIsNoLongerKept() {
        for (int i = 0; i < 5; i++) {
            submit(buy(0.1));
        }
        assertEquals(
                List.of(4L, 5L),
                await(fixture.journal.events(new ExecutionsQuery(new Resume(DeskFixture.EPOCH, 3), 100)))
                        .events()
                        .stream()
                        .map(ExecutionEvent::seq)
                        .toList());
        assertTrue(await(fixture.journal.events(new ExecutionsQuery(new Resume(DeskFixture.EPOCH, 3), 100)))
                .recovered());
        assertEquals(
                false,
                await(fixture.journal.events(new ExecutionsQuery(new Resume(DeskFixture.EPOCH, 1), 100)))
                        .recovered());
    }

    private Signal buy(double volume) {
        return buy(UUID.randomUUID(), volume);
    }

    private Signal buy(UUID id, double volume) {
        return new Signal(
                id, "sim", "EURUSD", SignalAction.BUY, volume, 1.08, 1.09, 0, "", Urgency.MEDIUM, 5, 0, -1, 0, "");
    }

    private Signal signal(SignalAction action, double volume, double stopLoss, double takeProfit) {
        return new Signal(
                UUID.randomUUID(),
                "sim",
                "EURUSD",
                action,
                volume,
                stopLoss,
                takeProfit,
                0,
                "",
                Urgency.MEDIUM,
                5,
                0,
                -1,
                0,
                "");
    }

    private Signal close(double volume, long ticket, long magic) {
        return new Signal(
                UUID.randomUUID(),
                "sim",
                "EURUSD",
                SignalAction.CLOSE,
                volume,
                0,
                0,
                0,
                "",
                Urgency.MEDIUM,
                magic,
                0,
                -1,
                ticket,
                "");
    }

    private static Position position(long ticket, String symbol, double volume, long magic) {
        return new Position(ticket, symbol, Side.BUY, volume, 1.08, 0, 0, 0, 1.0845, 0, 0, magic, "");
    }

    private List<String> closings() {
        return terminal.sent.stream()
                .map(ClosePosition.class::cast)
                .map(close -> close.ticket() + ":" + close.volume())
                .toList();
    }

    private static RiskCommand brake(RiskCommand.Kind kind) {
        return new RiskCommand(kind, "test", "tester", false, false, "", 1);
    }

    private Future<SignalAnswer> ask(Signal signal) {
        return fixture.ask(signal);
    }

    private SignalAnswer submit(Signal signal) {
        return fixture.submit(signal);
    }

    private static Refusal refused(SignalAnswer answer) {
        return assertInstanceOf(SignalOutcome.Refused.class, answer.outcome()).refusal();
    }

    private static SignalOutcome.Executed executed(SignalAnswer answer) {
        return assertInstanceOf(SignalOutcome.Executed.class, answer.outcome());
    }
}
