package io.tickwire.strategy.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.SubmitSignal;
import io.tickwire.ops.ManualClock;
import io.tickwire.strategy.Order;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.OrderReport.Status;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class OrderLineTest {
    private final List<SubmitSignal> left = new ArrayList<>();
    private final List<Promise<SignalAnswer>> answers = new ArrayList<>();
    private final List<OrderReport> reports = new ArrayList<>();
    private final OrderLine line =
            new OrderLine("probe", "sim", UUID.randomUUID(), this::submit, reports::add, new ManualClock());

    private Future<SignalAnswer> submit(SubmitSignal signal) {
        left.add(signal);
        answers.add(Promise.promise());
        return answers.get(answers.size() - 1).future();
    }

    private UUID id(int number) {
        return left.get(number).signal().id();
    }

    private void done(int number) {
        answers.get(number)
                .complete(new SignalAnswer(
                        new SignalOutcome.Executed(
                                id(number), new Execution(1, 1, "EURUSD", "buy", 1.1, 0.1, 0, 5, 10009)),
                        false));
    }

    private void refused(int number) {
        answers.get(number)
                .complete(new SignalAnswer(
                        new SignalOutcome.Refused(id(number), Refusal.of(ErrorCode.POSITION_NOT_FOUND, "no")), false));
    }

    private List<String> told() {
        return reports.stream()
                .map(report -> report.id() + " " + report.status())
                .toList();
    }

    @Test
    void theNextOrderLeavesWhenTheOneBeforeWasAnswered() {
        line.send(1, new Order.Close(7, "EURUSD", 0), 42);
        line.send(2, Order.buy("EURUSD", 0.1), 42);
        assertEquals(1, left.size());
        done(0);
        assertEquals(
                List.of(SignalAction.CLOSE, SignalAction.BUY),
                left.stream().map(each -> each.signal().action()).toList());
        assertEquals(42, left.get(1).signal().magic());
        done(1);
        assertEquals(List.of("1 DONE", "2 DONE"), told());
        assertEquals(0, line.size());
    }

    @Test
    void whatWasToBeOpenedAfterACloseIsNotOpenedWhenThatWasNotDone() {
        line.send(1, new Order.Close(7, "EURUSD", 0), 42);
        line.send(2, Order.sell("EURUSD", 0.1), 42);
        line.send(3, Order.buy("GBPUSD", 0.1), 42);
        refused(0);
        assertEquals(List.of("1 REFUSED", "2 REFUSED"), told());
        assertEquals("GBPUSD", left.get(1).signal().symbol(), "another symbol has nothing to do with it");
    }

    @Test
    void anOrderInDoubtIsReportedAgainWhenItIsProven() {
        line.send(1, Order.buy("EURUSD", 0.1), 42);
        answers.get(0)
                .complete(new SignalAnswer(
                        new SignalOutcome.Unknown(id(0), Refusal.of(ErrorCode.UNKNOWN_OUTCOME, "?")), false));
        Execution done = new Execution(1, 1, "EURUSD", "buy", 1.1, 0.1, 0, 5, 10009);
        ExecutionEvent proof =
                new ExecutionEvent("sim", 1, 1, 9, id(0), "EURUSD", SignalAction.BUY, "success", done, null);
        line.onEvent(proof);
        line.onEvent(proof);
        assertEquals(List.of("1 UNKNOWN", "1 DONE"), told());
    }

    @Test
    void moreOrdersThanItsBoundAreRefusedAndDroppedOnesDoNotLeave() {
        for (int i = 1; i <= 300; i++) {
            line.send(i, Order.buy("EURUSD", 0.1), 42);
        }
        assertEquals(
                300 - 257,
                reports.stream()
                        .filter(report -> report.status() == Status.REFUSED)
                        .count());
        line.drop("stopped");
        done(0);
        assertEquals(1, left.size());
        assertEquals(300, reports.size());
    }
}
