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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a terminal shows of the past, and what it proves about a signal: its tag stands in the comment of what it caused.
 * Pure.
 */
record Evidence(List<Position> positions, List<PendingOrder> orders, List<HistoryOrder> history, List<Deal> deals) {

    /** The outcome that is proven; empty when nothing at the terminal carries the signal's tag. */
    Optional<SignalOutcome> of(Signal signal) {
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
        String tag = OrderTag.of(signal.id());
        List<Deal> own =
                deals.stream().filter(deal -> deal.comment().contains(tag)).toList();
        if (signal.action() != SignalAction.CLOSE || own.isEmpty()) {
            return false;
        }
        double closed = own.stream().mapToDouble(Deal::volume).sum();
        boolean enough = signal.volume() > 0 && closed >= signal.volume() - CloseDesk.DUST;
        return !enough
                && positions.stream()
                        .filter(open -> open.symbol().equals(own.get(0).symbol()))
                        .anyMatch(open -> CloseDesk.meant(signal, open));
    }

    private Optional<SignalOutcome> fromDeals(Signal signal, String tag) {
        List<Deal> own =
                deals.stream().filter(deal -> deal.comment().contains(tag)).toList();
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

    private Optional<SignalOutcome> fromPosition(Signal signal, String tag) {
        return signal.action() == SignalAction.CLOSE || signal.price() > 0
                ? Optional.empty()
                : positions.stream()
                        .filter(position -> position.comment().contains(tag))
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
        return orders.stream()
                .filter(order -> order.comment().contains(tag))
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
        Optional<HistoryOrder> cancelled = history.stream()
                .filter(order -> signal.action() == SignalAction.CLOSE && order.ticket() == signal.ticket())
                .filter(order -> order.state() == OrderState.CANCELED)
                .findFirst();
        if (cancelled.isPresent()) {
            return cancelled.map(order -> executed(signal, of(signal, order, CloseDesk.CANCEL)));
        }
        return history.stream()
                .filter(order -> order.comment().contains(tag))
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
