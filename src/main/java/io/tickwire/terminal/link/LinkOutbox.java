package io.tickwire.terminal.link;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import io.tickwire.domain.RawTick;
import io.tickwire.protocol.terminal.LinkMessage;
import io.tickwire.protocol.terminal.LinkMessage.NumberedTick;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a terminal process has to tell: ticks and deals that wait, and the state as it was told last. It outlives
 * connections. Owner: the client's context.
 */
final class LinkOutbox {
    private static final int MAX_TICKS = 8192;
    private static final int MAX_DEALS = 1000;
    private static final int BATCH = 200;

    private final TickBuffer ticks = new TickBuffer(MAX_TICKS);
    private final Deque<Deal> deals = new ArrayDeque<>();
    private final Map<String, LinkMessage> told = new HashMap<>();
    private Set<String> wanted = Set.of();
    private long seq;

    void add(List<RawTick> batch) {
        for (RawTick tick : batch) {
            ++seq;
            if (wanted.isEmpty() || wanted.contains(tick.symbol())) {
                ticks.offer(new NumberedTick(tick, seq));
            }
        }
    }

    /** At the bound the oldest is forgotten: the bridge reads deals when it reconciles. */
    void add(Deal deal) {
        if (deals.size() >= MAX_DEALS) {
            deals.poll();
        }
        deals.add(deal);
    }

    void want(List<String> symbols) {
        wanted = Set.copyOf(symbols);
    }

    /** A new connection, or a bridge that asks: everything is told again. */
    void forgetTold() {
        told.clear();
    }

    /** Sends a state unless it is what was told last. */
    void tell(LinkMessage state, Consumer<LinkMessage> writer) {
        if (!state.equals(told.put(state.type(), state))) {
            writer.accept(state);
        }
    }

    static LinkMessage.Account money(AccountSnapshot account) {
        return new LinkMessage.Account(
                account.balance(),
                account.credit(),
                account.equity(),
                account.margin(),
                account.freeMargin(),
                account.marginLevel(),
                account.profit());
    }

    /** Sends what waits while the connection takes it. */
    void flush(BooleanSupplier writable, Consumer<LinkMessage> writer) {
        while (!deals.isEmpty() && writable.getAsBoolean()) {
            writer.accept(new LinkMessage.DealDone(deals.poll()));
        }
        while (!ticks.isEmpty() && writable.getAsBoolean()) {
            writer.accept(new LinkMessage.Ticks(ticks.take(BATCH)));
        }
    }

    int waitingTicks() {
        return ticks.size();
    }
}
