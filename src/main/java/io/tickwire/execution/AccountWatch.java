package io.tickwire.execution;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.AccountEvent;
import io.tickwire.domain.message.PositionsEvent;
import io.tickwire.ops.Clock;
import io.tickwire.risk.Exposure;
import io.tickwire.risk.RiskBook;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads the account, remembers what it holds, and publishes what changed. Owner: the executor's context.
 */
public final class AccountWatch {
    private final String account;
    private final long epoch;
    private final GuardedTerminal terminal;
    private final RiskBook book;
    private final Clock clock;
    private final Consumer<Runnable> later;
    private final Consumer<AccountEvent> accounts;
    private final Consumer<PositionsEvent> positions;
    private final BiConsumer<List<Position>, List<PendingOrder>> holdingsSeen;
    private final Reservations reservations = new Reservations();
    private AccountEvent lastAccount;
    private PositionsEvent lastPositions;
    private Holdings holdings = Holdings.NONE;
    private List<PendingOrder> orders = List.of();
    private Future<Void> reading;
    private long readings;
    private long moneyNanos;
    private long heldNanos;
    private boolean asked;

    /**
     * @param later runs a task on the executor's context after a short while
     * @param holdingsSeen told of each reading of positions and orders
     */
    public AccountWatch(
            String account,
            long epoch,
            GuardedTerminal terminal,
            RiskBook book,
            Clock clock,
            Consumer<Runnable> later,
            Consumer<AccountEvent> accounts,
            Consumer<PositionsEvent> positions,
            BiConsumer<List<Position>, List<PendingOrder>> holdingsSeen) {
        this.account = account;
        this.epoch = epoch;
        this.terminal = terminal;
        this.book = book;
        this.clock = clock;
        this.later = later;
        this.accounts = accounts;
        this.positions = positions;
        this.holdingsSeen = holdingsSeen;
    }

    /** Reads once unless a reading is under way; a terminal that does not answer changes nothing. */
    public Future<Void> refresh() {
        if (reading != null) {
            return reading;
        }
        long number = ++readings;
        Future<AccountSnapshot> money = terminal.account();
        Future<List<Position>> open = terminal.positions();
        Future<List<PendingOrder>> pending = terminal.orders();
        long askedNanos = clock.nanos();
        // Each by itself: an answer that fails does not hide what the others show.
        money.onSuccess(snapshot -> {
            moneyNanos = askedNanos;
            see(snapshot);
        });
        Future<Void> held = Future.all(open, pending).map(both -> {
            heldNanos = askedNanos;
            see(open.result());
            holdings = new Holdings(open.result(), pending.result());
            orders = List.copyOf(pending.result());
            reservations.read(number);
            holdingsSeen.accept(open.result(), pending.result());
            return null;
        });
        Future<Void> now = Future.join(money, held).mapEmpty();
        reading = now;
        // Only now: what fails at once would be forgotten before it was remembered.
        now.onComplete(done -> reading = null);
        return now;
    }

    /** Completes when what happened before is read, or cannot be. */
    public Future<Void> caughtUp() {
        Future<Void> under = reading == null ? Future.succeededFuture() : reading.otherwiseEmpty();
        return (asked ? under.compose(read -> refresh()) : under).otherwiseEmpty();
    }

    /** Reads once more, also when a reading is under way; fails when the terminal does not answer. */
    public Future<Void> readAgain() {
        Future<Void> under = reading == null ? Future.succeededFuture() : reading.otherwiseEmpty();
        return under.compose(read -> refresh());
    }

    /** Reads shortly, once for all that asks within that time. */
    public void refreshSoon() {
        if (!asked) {
            asked = true;
            later.accept(() -> {
                asked = false;
                // One that is under way may have begun before what this is about.
                readAgain();
            });
        }
    }

    /** How old the reading is that shows the least new: of money, or of positions and orders. */
    public long ageNanos() {
        return lastAccount == null || lastPositions == null
                ? Long.MAX_VALUE
                : clock.nanos() - Math.min(moneyNanos, heldNanos);
    }

    /** Null before the first successful reading. */
    public AccountEvent account() {
        return lastAccount;
    }

    /** Null before the first successful reading. */
    public PositionsEvent positions() {
        return lastPositions;
    }

    /** Pending orders, at the last reading. */
    List<PendingOrder> orders() {
        return orders;
    }

    /** Positions and orders that no signal of ours made, at the last reading. */
    public int external() {
        return holdings.external();
    }

    Reservations reservations() {
        return reservations;
    }

    /**
     * Frees the place of an order that was not done, keeps that of one that was until a reading shows it, and that of one
     * in doubt until it is proven.
     */
    void settled(SignalOutcome outcome) {
        if (outcome instanceof SignalOutcome.Executed) {
            reservations.done(outcome.signalId(), readings + 1);
        } else if (!(outcome instanceof SignalOutcome.Unknown)) {
            reservations.release(outcome.signalId());
        }
    }

    /** What is held, at the last reading. */
    Holdings holdings() {
        return holdings;
    }

    /** What is held of a symbol, orders on their way included, but for one signal's own. */
    Exposure exposure(String symbol, UUID except) {
        return reservations.on(holdings.exposure(symbol), symbol, except);
    }

    private void see(AccountSnapshot snapshot) {
        book.see(snapshot, clock.millis());
        if (lastAccount == null || !lastAccount.snapshot().equals(snapshot)) {
            long seq = lastAccount == null ? 1 : lastAccount.seq() + 1;
            lastAccount = new AccountEvent(account, epoch, seq, clock.millis(), snapshot);
            accounts.accept(lastAccount);
        }
    }

    private void see(List<Position> open) {
        if (lastPositions == null || !lastPositions.positions().equals(open)) {
            long seq = lastPositions == null ? 1 : lastPositions.seq() + 1;
            lastPositions = new PositionsEvent(account, epoch, seq, clock.millis(), open);
            positions.accept(lastPositions);
        }
    }
}
