package io.tickwire.terminal;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Bar;
import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.TerminalStatus;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/**
 * A terminal with one account: where prices come from and orders go to. Any thread may call; futures, tick batches and
 * events arrive on the terminal's own thread, so callers hand over to their context. While it is not connected, reads
 * fail with {@link TerminalUnavailableException} and {@link #submit} answers {@link TradeResult.Rejected}.
 */
public interface TerminalGateway {

    /** Name from the configuration. */
    String id();

    /** State of the connection; never blocks. */
    TerminalStatus status();

    /**
     * Opens the terminal, or opens it again after {@link #disconnect}. {@code login} 0 and an empty server mean the
     * configured ones. Fails with {@link ConnectRefusedException}.
     */
    Future<TerminalStatus> connect(String server, long login, String password);

    /** Stops data and trading until {@link #connect}. */
    Future<TerminalStatus> disconnect();

    /** Symbols it offers. More may follow as {@link TerminalEvent.SymbolAdded}, and change. */
    Future<List<SymbolSpec>> symbols();

    /** Up to {@code minutes} one-minute bars before now, oldest first; empty where it keeps none. */
    Future<List<Bar>> history(String symbol, int minutes);

    Future<AccountSnapshot> account();

    Future<List<Position>> positions();

    Future<List<PendingOrder>> orders();

    /** Deals in the time span, oldest first, epoch milliseconds UTC, both ends included. */
    Future<List<Deal>> deals(long fromMsc, long toMsc);

    /** Orders that were done in the time span, by the time they were done; else as {@link #deals}. */
    Future<List<HistoryOrder>> ordersHistory(long fromMsc, long toMsc);

    /** What an order would need, without sending it: {@code OpenMarket} or {@code PlacePending}, else nothing. */
    Future<OrderCheck> check(TradeRequest order);

    /** Sends an instruction. Never fails: what is not proven is {@link TradeResult.Unknown}. */
    Future<TradeResult> submit(TradeRequest request);

    /** Takes ticks as they come, oldest first; replaces an earlier sink. Nothing comes before {@link #requestTicks}. */
    void pushTicks(Consumer<List<RawTick>> sink);

    /** Allows so many more ticks to be pushed. A live terminal may conflate what nobody asked for; a replay waits. */
    void requestTicks(int count);

    /** Takes up to {@code max} ticks that are due now, oldest first. */
    Future<List<RawTick>> pollTicks(int max);

    /** Whether ticks are recorded ones that may be held back until consumers have kept up. */
    boolean paced();

    /** Moves the price of a symbol that the configuration gives to a client feed. */
    void acceptQuote(RawTick tick);

    /** Adds a listener for what happens without being asked for. The returned action removes it. */
    Runnable onEvent(Consumer<TerminalEvent> listener);

    /** Ends it for good. */
    Future<Void> close();
}
