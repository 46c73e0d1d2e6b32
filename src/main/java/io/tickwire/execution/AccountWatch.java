package io.tickwire.execution;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Position;
import io.tickwire.domain.message.AccountEvent;
import io.tickwire.domain.message.PositionsEvent;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** Reads the account and publishes what changed. Owner: the executor's context. */
public final class AccountWatch {
    private final String account;
    private final long epoch;
    private final GuardedTerminal terminal;
    private final Clock clock;
    private final Consumer<Runnable> later;
    private final Consumer<AccountEvent> accounts;
    private final Consumer<PositionsEvent> positions;
    private AccountEvent lastAccount;
    private PositionsEvent lastPositions;
    private boolean reading;
    private boolean asked;

    /** @param later runs a task on the executor's context after a short while */
    public AccountWatch(
            String account,
            long epoch,
            GuardedTerminal terminal,
            Clock clock,
            Consumer<Runnable> later,
            Consumer<AccountEvent> accounts,
            Consumer<PositionsEvent> positions) {
        this.account = account;
        this.epoch = epoch;
        this.terminal = terminal;
        this.clock = clock;
        this.later = later;
        this.accounts = accounts;
        this.positions = positions;
    }

    /** Reads once unless a reading is under way; a terminal that does not answer changes nothing. */
    public Future<Void> refresh() {
        if (reading) {
            return Future.succeededFuture();
        }
        reading = true;
        return Future.all(
                        terminal.account().map(this::see), terminal.positions().map(this::see))
                .<Void>mapEmpty()
                .eventually(() -> {
                    reading = false;
                    return Future.succeededFuture();
                });
    }

    /** Reads shortly, once for all that asks within that time. */
    public void refreshSoon() {
        if (!asked) {
            asked = true;
            later.accept(() -> {
                asked = false;
                refresh();
            });
        }
    }

    /** Null before the first successful reading. */
    public AccountEvent account() {
        return lastAccount;
    }

    /** Null before the first successful reading. */
    public PositionsEvent positions() {
        return lastPositions;
    }

    private AccountSnapshot see(AccountSnapshot snapshot) {
        if (lastAccount == null || !lastAccount.snapshot().equals(snapshot)) {
            long seq = lastAccount == null ? 1 : lastAccount.seq() + 1;
            lastAccount = new AccountEvent(account, epoch, seq, clock.millis(), snapshot);
            accounts.accept(lastAccount);
        }
        return snapshot;
    }

    private List<Position> see(List<Position> open) {
        if (lastPositions == null || !lastPositions.positions().equals(open)) {
            long seq = lastPositions == null ? 1 : lastPositions.seq() + 1;
            lastPositions = new PositionsEvent(account, epoch, seq, clock.millis(), open);
            positions.accept(lastPositions);
        }
        return open;
    }
}
