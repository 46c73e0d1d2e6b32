package io.tickwire.strategy.host;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.AccountQuery;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.ExecutionEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** What an account tells: money, positions, executions; and what it is asked. Owner: the host's context. */
final class AccountLine {
    private final TypedBus bus;
    private final String account;
    private final HoldingsBook book;
    private final Runnable changed;
    private final List<Subscription> subscriptions;
    private boolean reading;

    /** @param changed told after each change of the book */
    AccountLine(
            TypedBus bus, String account, HoldingsBook book, Runnable changed, Consumer<ExecutionEvent> executions) {
        this.bus = bus;
        this.account = account;
        this.book = book;
        this.changed = changed;
        this.subscriptions = List.of(
                bus.subscribe(Addresses.account(account), event -> {
                    book.onAccount(event.snapshot());
                    changed.run();
                }),
                bus.subscribe(Addresses.positions(account), event -> {
                    book.onPositions(event.positions());
                    changed.run();
                    read();
                }),
                bus.subscribe(Addresses.executions(account), executions::accept));
    }

    /** Reads everything once, unless a reading is under way. */
    void read() {
        if (!reading) {
            reading = true;
            ask(false).onComplete(done -> reading = false);
        }
    }

    /** Reads what is true after everything that happened before; without an answer nothing changes. */
    Future<Void> readExactly() {
        return ask(true);
    }

    private Future<Void> ask(boolean exact) {
        return bus.ask(Addresses.accountState(account), new AccountQuery(exact)).compose(state -> {
            boolean known = state.positions() != null && (state.fresh() || !exact);
            take(state, exact && known);
            return known
                    ? Future.succeededFuture()
                    : Future.failedFuture("the positions of account " + account + " are not known");
        });
    }

    private void take(AccountState state, boolean exact) {
        if (state.account() != null) {
            book.onAccount(state.account().snapshot());
        }
        if (state.positions() != null) {
            book.onPositions(state.positions().positions());
            book.onOrders(state.orders(), exact);
        }
        changed.run();
    }

    void stop() {
        subscriptions.forEach(Subscription::cancel);
    }
}
