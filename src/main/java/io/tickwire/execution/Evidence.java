package io.tickwire.execution;

import io.tickwire.domain.Deal;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTag;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.terminal.Retcode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a terminal shows of the past, and what it proves about a signal: its tag stands in the comment of what it caused.
 * Pure.
 */
final class Evidence {
    private static final double PRICE_DUST = 1e-5;

    private final List<Position> open;
    private final List<PendingOrder> pending;
    private final Map<String, List<Position>> positions;
    private final Map<String, List<PendingOrder>> orders;
    private final Map<String, List<HistoryOrder>> history;
    private final Map<String, List<Deal>> deals;
    private final Map<Long, HistoryOrder> cancelled = new HashMap<>();

    Evidence(List<Position> positions, List<PendingOrder> orders, List<HistoryOrder> history, List<Deal> deals) {
        this.open = positions;
        this.pending = orders;
        this.positions = byTag(positions, Position::comment);
        this.orders = byTag(orders, PendingOrder::comment);
        this.history = byTag(history, HistoryOrder::comment);
        this.deals = byTag(deals, Deal::comment);
        history.stream()
                .filter(order -> order.state() == OrderState.CANCELED)
                .forEach(order -> cancelled.put(order.ticket(), order));
    }

    /** One pass over each list, however many signals are in doubt. */
    private static <T> Map<String, List<T>> byTag(List<T> all, Function<T, String> comment) {
        Map<String, List<T>> found = new HashMap<>();
        for (T one : all) {
            OrderTag.in(comment.apply(one)).ifPresent(tag -> found.computeIfAbsent(tag, key -> new ArrayList<>())
                    .add(one));
        }
        return found;
    }

    /** The outcome that is proven; empty when nothing at the terminal carries the signal's tag. */
    Optional<SignalOutcome> of(Signal signal) {
        if (signal.action() == SignalAction.MODIFY) {
            return fromStops(signal);
        }
        String tag = OrderTag.of(signal.id());
        return fromDeals(signal, tag)
                .or(() -> fromPosition(signal, tag))
                .or(() -> fromOrder(signal, tag))
                .or(() -> fromHistory(signal, tag));
    }

    /**
     * Whether a CLOSE took less than it asked for while something that it means is still open: its next leg may be on the
     * way.
     */
    boolean partial(Signal signal) {
        List<Deal> own = deals.getOrDefault(OrderTag.of(signal.id()), List.of());
        if (signal.action() != SignalAction.CLOSE || own.isEmpty()) {
            return false;
        }
        double closed = own.stream().mapToDouble(Deal::volume).sum();
        boolean enough = signal.volume() > 0 && closed >= signal.volume() - CloseDesk.DUST;
        return !enough
                && open.stream()
                        .filter(held -> held.symbol().equals(own.get(0).symbol()))
                        .anyMatch(held -> CloseDesk.meant(signal, held));
    }

    private Optional<SignalOutcome> fromDeals(Signal signal, String tag) {
        List<Deal> own = deals.getOrDefault(tag, List.of());
        // A pending order was done when it was placed; what its price did later is another event.
        if (own.isEmpty() || signal.price() > 0) {
            return Optional.empty();
        }
        double volume = own.stream().mapToDouble(Deal::volume).sum();
        double value =
                own.stream().mapToDouble(deal -> deal.volume() * deal.price()).sum();
        double profit = own.stream().mapToDouble(Deal::profit).sum();
        Deal first = own.get(0);
        return Optional.of(executed(
                signal,
                new Execution(
                        first.order(),
                        first.positionId(),
                        signal.symbol(),
                        type(signal),
                        own.size() == 1 ? first.price() : Math.rint(value / volume * 1e8) / 1e8,
                        Math.rint(volume * 1e8) / 1e8,
                        Math.rint(profit * 100) / 100,
                        own.get(own.size() - 1).timeMsc(),
                        Retcode.DONE.code())));
    }

    /** A change leaves no mark of its own; what it asked for is there, or is not. */
    private Optional<SignalOutcome> fromStops(Signal signal) {
        return open.stream()
                .filter(held -> held.ticket() == signal.ticket()
                        && same(held.stopLoss(), signal.stopLoss())
                        && same(held.takeProfit(), signal.takeProfit()))
                .findFirst()
                .map(held -> ModifyDesk.done(signal, held.volume(), held.openTimeMsc(), Retcode.DONE.code()))
                .or(() -> pending.stream()
                        .filter(held -> held.ticket() == signal.ticket()
                                && (signal.price() == 0 || same(held.price(), signal.price()))
                                && same(held.stopLoss(), signal.stopLoss())
                                && same(held.takeProfit(), signal.takeProfit()))
                        .findFirst()
                        .map(held -> ModifyDesk.done(signal, held.volume(), held.timeMsc(), Retcode.DONE.code())));
    }

    /** A terminal keeps prices at its digits. */
    private static boolean same(double shown, double asked) {
        return Math.abs(shown - asked) <= asked * PRICE_DUST;
    }

    private Optional<SignalOutcome> fromPosition(Signal signal, String tag) {
        return signal.action() == SignalAction.CLOSE || signal.price() > 0
                ? Optional.empty()
                : positions.getOrDefault(tag, List.of()).stream()
                        .findFirst()
                        .map(position -> executed(
                                signal,
                                new Execution(
                                        position.ticket(),
                                        position.ticket(),
                                        signal.symbol(),
                                        type(signal),
                                        position.openPrice(),
                                        position.volume(),
                                        0,
                                        position.openTimeMsc(),
                                        Retcode.DONE.code())));
    }

    private Optional<SignalOutcome> fromOrder(Signal signal, String tag) {
        return orders.getOrDefault(tag, List.of()).stream()
                .findFirst()
                .map(order -> executed(
                        signal,
                        new Execution(
                                order.ticket(),
                                0,
                                signal.symbol(),
                                order.type().wire(),
                                order.price(),
                                order.volume(),
                                0,
                                order.timeMsc(),
                                Retcode.PLACED.code())));
    }

    private Optional<SignalOutcome> fromHistory(Signal signal, String tag) {
        HistoryOrder named = signal.action() == SignalAction.CLOSE ? cancelled.get(signal.ticket()) : null;
        if (named != null) {
            return Optional.of(executed(signal, of(signal, named, CloseDesk.CANCEL)));
        }
        return history.getOrDefault(tag, List.of()).stream()
                .findFirst()
                .map(order -> order.state() == OrderState.REJECTED
                        ? rejected(signal, order)
                        : executed(signal, of(signal, order, order.type().wire())));
    }

    private static Execution of(Signal signal, HistoryOrder order, String type) {
        return new Execution(
                order.ticket(),
                order.positionId(),
                signal.symbol(),
                type,
                order.price(),
                order.initialVolume(),
                0,
                order.doneMsc(),
                Retcode.DONE.code());
    }

    private static SignalOutcome rejected(Signal signal, HistoryOrder order) {
        return new SignalOutcome.Failed(
                signal.id(),
                Refusal.of(ErrorCode.TERMINAL_REJECTED, "The terminal refused order " + order.ticket())
                        .with("retcode", Retcode.REJECT.code())
                        .with("comment", order.comment()));
    }

    private static String type(Signal signal) {
        return signal.action().name().toLowerCase(Locale.ROOT);
    }

    private static SignalOutcome executed(Signal signal, Execution execution) {
        return new SignalOutcome.Executed(signal.id(), execution);
    }
}
