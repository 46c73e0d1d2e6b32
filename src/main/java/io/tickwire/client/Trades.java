package io.tickwire.client;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Signals without an answer, and signals in doubt. A signal is asked for again by its id after each loss of the connection
 * until its deadline, byte for byte the same; one that the server called unknown also after it. Owner: the client's context.
 */
final class Trades {
    private static final double ASK_AGAIN_SECONDS = 1;

    private static final class Trade {
        private final UUID id;
        private final String text;
        private final Promise<TradeOutcome> promise = Promise.promise();
        private int sends;
        private Runnable deadline = () -> {};
        private Runnable again = () -> {};
        private TradeOutcome escaped;
        /** In doubt: what was answered, and whether the server said so itself. */
        private TradeOutcome outcome;

        private boolean known;

        private Trade(UUID id, String text) {
            this.id = id;
            this.text = text;
        }
    }

    private final Outgoing outgoing;
    private final Timers timers;
    private final double settleMs;
    private final int bound;
    private final Consumer<TradeOutcome> onSettled;
    private final Map<UUID, Trade> unanswered = new LinkedHashMap<>();
    private final Map<UUID, Trade> doubts = new LinkedHashMap<>();
    private boolean ended;

    Trades(Outgoing outgoing, Timers timers, double settleMs, int bound, Consumer<TradeOutcome> onSettled) {
        this.outgoing = outgoing;
        this.timers = timers;
        this.settleMs = settleMs;
        this.bound = bound;
        this.onSettled = onSettled;
    }

    Future<TradeOutcome> trade(UUID id, String text, double deadlineMs) {
        if (unanswered.size() >= bound) {
            return Future.failedFuture(new TickwireException("OUTBOX_FULL", bound + " wait already"));
        }
        if (unanswered.containsKey(id) || doubts.containsKey(id)) {
            return Future.failedFuture(new TickwireException("SIGNAL_CONFLICT", "signal " + id + " is under way"));
        }
        Trade trade = new Trade(id, text);
        unanswered.put(id, trade);
        trade.deadline =
                timers.after(deadlineMs, () -> giveUp(trade, new TickwireException("TIMEOUT", "no answer in time")));
        send(trade);
        return trade.promise.future();
    }

    /** A new connection is ready. */
    void resume() {
        // In doubt are only signals that the server knows: asking again can execute nothing.
        doubts.values().stream().filter(doubt -> doubt.known).forEach(doubt -> outgoing.put(doubt.text));
        unanswered.values().forEach(this::send);
    }

    private void send(Trade trade) {
        outgoing.put(trade.text, () -> {
            boolean wanted = unanswered.containsKey(trade.id);
            trade.sends += wanted ? 1 : 0;
            return wanted;
        });
    }

    void answered(TradeOutcome answer) {
        Trade trade = unanswered.get(answer.signalId());
        if (trade == null) {
            late(answer);
        } else if (trade.sends > 1 && !answer.proves()) {
            trade.escaped = answer;
            trade.again = timers.after(pauseMs(answer), () -> send(trade));
        } else {
            resolve(trade, answer, true);
        }
    }

    private void late(TradeOutcome answer) {
        Trade doubt = doubts.get(answer.signalId());
        if (doubt != null && !answer.proves()) {
            doubt.again = timers.after(pauseMs(answer), () -> outgoing.put(doubt.text));
        } else if (doubt != null && !answer.isUnknown()) {
            settle(doubt, answer);
        }
    }

    private static double pauseMs(TradeOutcome answer) {
        return 1_000 * answer.details().path("retry_after").asDouble(ASK_AGAIN_SECONDS);
    }

    /** An execution event told of a signal. */
    void executed(TradeOutcome truth) {
        Trade doubt = doubts.get(truth.signalId());
        if (doubt != null && !truth.isUnknown()) {
            settle(doubt, truth);
        }
    }

    /** A signal was refused as malformed. */
    void refused(UUID id, TickwireException error) {
        Trade trade = unanswered.get(id);
        if (trade != null) {
            remove(trade);
            trade.promise.fail(error);
        }
    }

    /** An error names no signal when the whole message was refused; with one under way it can only be that one. */
    void refusedWithoutId(TickwireException error) {
        List<UUID> sent = unanswered.values().stream()
                .filter(trade -> trade.sends > 0)
                .map(trade -> trade.id)
                .toList();
        if (sent.size() == 1) {
            refused(sent.get(0), error);
        }
    }

    void end(TickwireException why) {
        ended = true;
        List.copyOf(unanswered.values()).forEach(trade -> giveUp(trade, why));
        List.copyOf(doubts.values()).forEach(doubt -> settle(doubt, doubt.outcome));
    }

    private void giveUp(Trade trade, TickwireException why) {
        if (trade.sends == 0) {
            refused(trade.id, new TickwireException("NOT_SENT", "signal " + trade.id + " was not sent: " + why));
            return;
        }
        String said = trade.escaped == null ? "" : "; asked again, the server said " + trade.escaped.error();
        resolve(trade, TradeOutcome.unanswered(trade.id, why.code(), why.getMessage() + said), false);
    }

    private void remove(Trade trade) {
        trade.deadline.run();
        trade.again.run();
        unanswered.remove(trade.id);
    }

    /** @param known whether the server said so itself: only then asking again is safe at any time */
    private void resolve(Trade trade, TradeOutcome answer, boolean known) {
        remove(trade);
        if (!answer.isUnknown() || ended || doubts.size() >= bound) {
            Promise<TradeOutcome> itself = Promise.promise();
            TradeOutcome outcome = answer.settledBy(itself.future());
            itself.complete(outcome);
            trade.promise.complete(outcome);
            return;
        }
        Trade doubt = new Trade(trade.id, trade.text);
        doubt.known = known;
        doubt.outcome = answer.settledBy(doubt.promise.future());
        doubt.deadline = timers.after(settleMs, () -> settle(doubt, doubt.outcome));
        doubts.put(trade.id, doubt);
        trade.promise.complete(doubt.outcome);
    }

    private void settle(Trade doubt, TradeOutcome answer) {
        doubt.deadline.run();
        doubt.again.run();
        doubts.remove(doubt.id);
        TradeOutcome truth = answer.settledBy(doubt.promise.future());
        doubt.promise.complete(truth);
        if (!truth.isUnknown()) {
            onSettled.accept(truth);
        }
    }
}
