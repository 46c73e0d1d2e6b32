package io.tickwire.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tickwire.domain.Refusal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.ops.Awaiting;
import io.tickwire.terminal.OrderCheck;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Four signals at once, each of which the account could bear alone: equity 10,000, each asks for 1,000. */
final class MarginAtOnceTest {

    @Test
    void noMoreMarginIsUsedThanAllowedBeforeTheAccountIsReadAgain() {
        try (DeskFixture fixture = new DeskFixture("{\"risk\":{\"maxMarginUsePercent\":25}}").started()) {
            fixture.terminal.check = new OrderCheck(1_000, 10_000);
            List<Refusal> refused = fourAtOnce(fixture);
            assertEquals(2, refused.size());
            assertEquals("MARGIN_USE", refused.get(0).details().get("reason"));
            assertEquals("MARGIN_USE", fixture.refused(Draft.buy()).details().get("reason"), "filled, not read yet");
            fixture.refresh();
            fixture.executed(Draft.buy());
        }
    }

    @Test
    void noMoreIsSentThanTheFreeMarginBears() {
        try (DeskFixture fixture = new DeskFixture("{}").started()) {
            fixture.terminal.check = new OrderCheck(1_000, 3_500);
            List<Refusal> refused = fourAtOnce(fixture);
            assertEquals(1, refused.size());
            assertEquals(500.0, refused.get(0).details().get("available_margin"));
            fixture.terminal.check = new OrderCheck(1_000, 1_000);
            fixture.executed(Draft.buy());
        }
    }

    private static List<Refusal> fourAtOnce(DeskFixture fixture) {
        Promise<TradeResult> held = Promise.promise();
        fixture.terminal.answer = request -> held.future();
        List<Future<SignalAnswer>> all = IntStream.range(0, 4)
                .mapToObj(number -> fixture.ask(Draft.buy()))
                .toList();
        Awaitility.await()
                .until(() -> fixture.terminal.sent.size()
                                + all.stream().filter(Future::isComplete).count()
                        == 4);
        fixture.terminal.answer = request -> Future.succeededFuture(FakeGateway.fill(0.1));
        held.complete(FakeGateway.fill(0.1));
        return all.stream()
                .map(Awaiting::await)
                .map(SignalAnswer::outcome)
                .filter(SignalOutcome.Refused.class::isInstance)
                .map(outcome ->
                        assertInstanceOf(SignalOutcome.Refused.class, outcome).refusal())
                .toList();
    }
}
