package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.AccountQuery;
import io.tickwire.domain.message.FeedReceipt;
import io.tickwire.domain.message.FeedTick;
import io.tickwire.domain.message.TerminalCommand;
import io.tickwire.domain.message.TickHistory;
import io.tickwire.domain.message.TickQuery;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.BridgeMessage;
import io.tickwire.protocol.bridge.BridgeReplies;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** Answers what concerns a terminal: commands, account, recorded ticks, and ticks that a client feeds in. */
final class TerminalService {
    /** Reasons for which a valid tick is acknowledged, but not streamed on. */
    private static final Set<String> HARMLESS = Set.of("out_of_order");

    /** Ticks that one edge may have under way to the poller: beyond that the poller is behind. */
    private static final int MAX_FEEDS = 4096;

    private final TypedBus bus;
    private final MarketDirectory market;
    private final String primaryTerminal;
    private final String account;
    private final EdgeStats stats;
    private final Clock clock;
    private int feedsUnderWay;

    TerminalService(
            TypedBus bus,
            MarketDirectory market,
            String primaryTerminal,
            String account,
            EdgeStats stats,
            Clock clock) {
        this.bus = bus;
        this.market = market;
        this.primaryTerminal = primaryTerminal;
        this.account = account;
        this.stats = stats;
        this.clock = clock;
    }

    void command(Session session, TerminalCommand command, BiConsumer<Session, Refusal> refuse) {
        bus.request(Addresses.terminalCommand(account), command)
                .onSuccess(reply -> {
                    if (reply.refusal() != null) {
                        refuse.accept(session, reply.refusal());
                        return;
                    }
                    stats.succeeded();
                    session.reply(BridgeReplies.statusResult(
                            command.kind().name().toLowerCase(Locale.ROOT),
                            reply.status(),
                            reply.activeOrders(),
                            clock.millis()));
                })
                .onFailure(gone -> refuse.accept(session, unavailable("no executor is running")));
    }

    void account(Session session, BiConsumer<Session, Refusal> refuse) {
        bus.request(Addresses.accountState(account), new AccountQuery())
                .onSuccess(state -> {
                    if (state.account() == null || !state.terminal().connected()) {
                        refuse.accept(session, unavailable("the terminal is not connected"));
                        return;
                    }
                    stats.succeeded();
                    session.reply(BridgeReplies.accountResult(state, clock.millis()));
                })
                .onFailure(gone -> refuse.accept(session, unavailable("no executor is running")));
    }

    void ticks(Session session, BridgeMessage.GetTicks query, BiConsumer<Session, Refusal> refuse) {
        session.inOrder(() -> market.streams()
                .compose(streams -> streams.containsKey(query.symbol())
                        ? market.ticks(new TickQuery(List.of(query.symbol()), query.count(), null))
                                .onSuccess(histories -> replyTicks(session, query.symbol(), histories))
                        : refuseSymbol(session, query.symbol(), refuse))
                .onFailure(gone -> refuse.accept(session, unavailable("market data is not available")))
                .mapEmpty());
    }

    private void replyTicks(Session session, String symbol, List<TickHistory> histories) {
        List<Tick> ticks = histories.get(0).ticks().getOrDefault(symbol, List.of());
        stats.succeeded();
        session.reply(BridgeReplies.ticksResult(symbol, ticks, clock.millis()));
    }

    private static Future<List<TickHistory>> refuseSymbol(
            Session session, String symbol, BiConsumer<Session, Refusal> refuse) {
        refuse.accept(
                session,
                Refusal.of(ErrorCode.INVALID_SYMBOL, "Symbol not found: " + symbol)
                        .with("symbol", symbol)
                        .with("suggestion", "send get_symbols for the list of symbols"));
        return Future.succeededFuture(List.of());
    }

    void feed(Session session, BridgeMessage.TickData data, BiConsumer<Session, Refusal> refuse) {
        if (feedsUnderWay >= MAX_FEEDS) {
            refuse.accept(session, Refusal.rateLimited(MAX_FEEDS, "under way", 1));
            return;
        }
        feedsUnderWay++;
        session.count(bus.request(
                        Addresses.feed(primaryTerminal),
                        new FeedTick(session.origin().identity(), data.tick())))
                .onComplete(done -> feedsUnderWay--)
                .onSuccess(receipt -> replyFeed(session, data, receipt, refuse))
                .onFailure(gone -> refuse.accept(session, unavailable("market data is not available")));
    }

    private void replyFeed(
            Session session, BridgeMessage.TickData data, FeedReceipt receipt, BiConsumer<Session, Refusal> refuse) {
        if (receipt.accepted() || HARMLESS.contains(receipt.reason())) {
            stats.succeeded();
            session.reply(BridgeReplies.tickDataProcessed(
                    data, receipt.spreadPips(), receipt.accepted() ? null : receipt.reason(), clock.millis()));
            return;
        }
        refuse.accept(
                session,
                Refusal.of(ErrorCode.VALIDATION_ERROR, "Tick refused: " + receipt.reason())
                        .with("field", "data")
                        .with("expected_type", "valid tick")
                        .with("received", receipt.reason()));
    }

    private static Refusal unavailable(String why) {
        return Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "Terminal unavailable: " + why)
                .with("retry_after", 5);
    }
}
