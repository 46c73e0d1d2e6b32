package io.tickwire.strategy.host;

import io.tickwire.bus.TypedBus;
import io.tickwire.domain.OrderKind;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.Urgency;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.Origin;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.SubmitSignal;
import io.tickwire.ops.Clock;
import io.tickwire.strategy.Order;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.OrderReport.Status;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A strategy's orders on their guarded way, one after the other: the next leaves when the one before was answered, so a
 * close that comes before an open is done before it. It outlives versions. Owner: the host's context.
 */
final class OrderLine {
    private static final int MOST = 256;
    private static final int MAX_UNPROVEN = 1_000;
    private static final int MAX_COMMENT = 64;

    private final String strategy;
    private final String account;
    private final UUID run;
    private final Function<SubmitSignal, Future<SignalAnswer>> submit;
    private final Consumer<OrderReport> reports;
    private final Clock clock;
    private final Deque<Sent> waiting = new ArrayDeque<>();
    private final Map<UUID, Sent> unproven = new LinkedHashMap<>();
    private Sent underWay;

    /** An order and its number. */
    private record Sent(long id, Order order, long magic) {}

    /**
     * @param run makes the ids of this run's signals differ from those of every other
     * @param reports takes exactly one report for each order, and another when one in doubt is proven
     */
    OrderLine(
            String strategy,
            String account,
            UUID run,
            Function<SubmitSignal, Future<SignalAnswer>> submit,
            Consumer<OrderReport> reports,
            Clock clock) {
        this.strategy = strategy;
        this.account = account;
        this.run = run;
        this.submit = submit;
        this.reports = reports;
        this.clock = clock;
    }

    void send(long id, Order order, long magic) {
        if (waiting.size() >= MOST) {
            reports.accept(new OrderReport(
                    id, order, Status.REFUSED, null, MOST + " orders wait for their answers already", clock.millis()));
            return;
        }
        waiting.add(new Sent(id, order, magic));
        next();
    }

    /** Whoever sent them is stopped: what has not left does not leave any more. */
    void drop(String why) {
        while (!waiting.isEmpty()) {
            Sent sent = waiting.poll();
            reports.accept(new OrderReport(sent.id(), sent.order(), Status.REFUSED, null, why, clock.millis()));
        }
    }

    /** Orders that have no report yet. */
    int size() {
        return waiting.size() + (underWay == null ? 0 : 1);
    }

    private void next() {
        if (underWay != null || waiting.isEmpty()) {
            return;
        }
        Sent sent = waiting.poll();
        underWay = sent;
        Signal signal = signal(sent);
        submit.apply(new SubmitSignal(signal, new Origin("strategy:" + strategy, "strategy"), 0))
                .onComplete(answer -> {
                    underWay = null;
                    OrderReport report =
                            answer.succeeded() ? report(sent, answer.result().outcome()) : failed(sent, answer.cause());
                    if (report.status() == Status.UNKNOWN) {
                        doubt(signal.id(), sent);
                    }
                    reports.accept(report);
                    if (report.status() != Status.DONE && !opens(sent.order())) {
                        dropFollowers(sent.order().symbol());
                    }
                    next();
                });
    }

    /** What was to be opened after something was closed is not opened when that was not closed. */
    private void dropFollowers(String symbol) {
        List<Sent> followers = waiting.stream()
                .filter(sent -> opens(sent.order()) && sent.order().symbol().equals(symbol))
                .toList();
        waiting.removeAll(followers);
        followers.forEach(sent -> reports.accept(new OrderReport(
                sent.id(), sent.order(), Status.REFUSED, null, "the order before it was not done", clock.millis())));
    }

    private static boolean opens(Order order) {
        return order instanceof Order.Market || order instanceof Order.Pending;
    }

    private void doubt(UUID signalId, Sent sent) {
        if (unproven.size() == MAX_UNPROVEN) {
            Iterator<UUID> oldest = unproven.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        unproven.put(signalId, sent);
    }

    /** What happened to a signal: the truth about one in doubt. Ignored when it is none of these. */
    void onEvent(ExecutionEvent event) {
        if ("unknown".equals(event.status())) {
            return;
        }
        Sent sent = unproven.remove(event.signalId());
        if (sent != null) {
            reports.accept(new OrderReport(
                    sent.id(),
                    sent.order(),
                    event.execution() != null ? Status.DONE : Status.FAILED,
                    event.execution(),
                    event.refusal() == null ? "" : event.refusal().message(),
                    event.timeMsc()));
        }
    }

    private OrderReport failed(Sent sent, Throwable failure) {
        boolean nobody = TypedBus.isNobody(failure);
        return new OrderReport(
                sent.id(),
                sent.order(),
                nobody ? Status.REFUSED : Status.UNKNOWN,
                null,
                nobody ? "nobody executes for account " + account : "no answer: " + failure.getMessage(),
                clock.millis());
    }

    private OrderReport report(Sent sent, SignalOutcome outcome) {
        if (outcome instanceof SignalOutcome.Executed executed) {
            return new OrderReport(
                    sent.id(),
                    sent.order(),
                    Status.DONE,
                    executed.execution(),
                    "",
                    executed.execution().timeMsc());
        }
        if (outcome instanceof SignalOutcome.Refused refused) {
            return not(sent, Status.REFUSED, refused.refusal());
        }
        return outcome instanceof SignalOutcome.Failed failed
                ? not(sent, Status.FAILED, failed.refusal())
                : not(sent, Status.UNKNOWN, ((SignalOutcome.Unknown) outcome).refusal());
    }

    private OrderReport not(Sent sent, Status status, Refusal refusal) {
        return new OrderReport(
                sent.id(), sent.order(), status, null, refusal.code() + ": " + refusal.message(), clock.millis());
    }

    private Signal signal(Sent sent) {
        UUID id = UUID.nameUUIDFromBytes((run + ":" + sent.id()).getBytes(StandardCharsets.UTF_8));
        Order order = sent.order();
        if (order instanceof Order.Market market) {
            return signal(id, market.symbol(), action(market.side()), sent.magic())
                    .amounts(market.lots(), market.stopLoss(), market.takeProfit(), 0)
                    .text(market.comment())
                    .signal();
        }
        if (order instanceof Order.Pending pending) {
            return signal(id, pending.symbol(), action(pending.type().side()), sent.magic())
                    .amounts(pending.lots(), pending.stopLoss(), pending.takeProfit(), pending.price())
                    .waits(kind(pending.type()), pending.stopLimitPrice(), pending.expirationMsc())
                    .text(pending.comment())
                    .signal();
        }
        if (order instanceof Order.Close close) {
            return signal(id, close.symbol(), SignalAction.CLOSE, sent.magic())
                    .amounts(close.lots(), 0, 0, 0)
                    .ticket(close.ticket())
                    .signal();
        }
        if (order instanceof Order.Modify modify) {
            return signal(id, modify.symbol(), SignalAction.MODIFY, sent.magic())
                    .amounts(0, modify.stopLoss(), modify.takeProfit(), 0)
                    .ticket(modify.ticket())
                    .signal();
        }
        if (order instanceof Order.ModifyPending modify) {
            return signal(id, modify.symbol(), SignalAction.MODIFY, sent.magic())
                    .amounts(0, modify.stopLoss(), modify.takeProfit(), modify.price())
                    .ticket(modify.ticket())
                    .signal();
        }
        Order.Cancel cancel = (Order.Cancel) order;
        return signal(id, cancel.symbol(), SignalAction.CLOSE, sent.magic())
                .ticket(cancel.ticket())
                .signal();
    }

    private static SignalAction action(Side side) {
        return side == Side.BUY ? SignalAction.BUY : SignalAction.SELL;
    }

    private static OrderKind kind(OrderType type) {
        if (type.isLimit()) {
            return OrderKind.LIMIT;
        }
        return type.isStop() ? OrderKind.STOP : OrderKind.STOP_LIMIT;
    }

    private Draft signal(UUID id, String symbol, SignalAction action, long magic) {
        return new Draft(id, symbol, action, magic);
    }

    /** A signal on its way to be one. */
    private final class Draft {
        private final UUID id;
        private final String symbol;
        private final SignalAction action;
        private final long magic;
        private double volume;
        private double stopLoss;
        private double takeProfit;
        private double price;
        private OrderKind kind = OrderKind.AUTO;
        private double stopLimitPrice;
        private long expirationMsc;
        private String comment = "";
        private long ticket;

        Draft(UUID id, String symbol, SignalAction action, long magic) {
            this.id = id;
            this.symbol = symbol;
            this.action = action;
            this.magic = magic;
        }

        Draft amounts(double lots, double stop, double target, double at) {
            volume = lots;
            stopLoss = stop;
            takeProfit = target;
            price = at;
            return this;
        }

        Draft waits(OrderKind as, double limit, long until) {
            kind = as;
            stopLimitPrice = limit;
            expirationMsc = until;
            return this;
        }

        Draft text(String words) {
            comment = words.length() <= MAX_COMMENT ? words : words.substring(0, MAX_COMMENT);
            return this;
        }

        Draft ticket(long number) {
            ticket = number;
            return this;
        }

        Signal signal() {
            return new Signal(
                    id,
                    account,
                    symbol,
                    action,
                    volume,
                    stopLoss,
                    takeProfit,
                    price,
                    kind,
                    stopLimitPrice,
                    comment,
                    Urgency.MEDIUM,
                    magic,
                    expirationMsc,
                    -1,
                    ticket,
                    strategy,
                    Signal.NO_KELLY_SCORE);
        }
    }
}
