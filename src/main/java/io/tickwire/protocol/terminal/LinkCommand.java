package io.tickwire.protocol.terminal;

import io.tickwire.domain.Refusal;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.TradeRequest;
import java.util.List;

/** What the bridge says to a terminal. Times are the broker's, except deadlines, which are UTC. */
public sealed interface LinkCommand {

    /** Something that wants a reply with the same id. */
    sealed interface Request extends LinkCommand {

        /** Unique over all connections and restarts of the bridge. */
        String requestId();
    }

    /**
     * The hello was accepted.
     *
     * @param symbols whose ticks are wanted; empty = all
     * @param stateIntervalMs least time between two account, positions or orders messages
     * @param replyTimeoutMs after which a reply to a read is not waited for
     */
    record Welcome(String session, List<String> symbols, int stateIntervalMs, int replyTimeoutMs)
            implements LinkCommand {}

    /**
     * An instruction. After the deadline it is answered with 10012 and not executed.
     *
     * @param deadlineMsc epoch milliseconds UTC
     */
    record Trade(String requestId, long deadlineMsc, TradeRequest order) implements Request {}

    /** Asks what an order would need; nothing is sent. */
    record Check(String requestId, long deadlineMsc, TradeRequest order) implements Request {}

    /** Asks for a page of open positions, by rising ticket, above {@code after}. */
    record PositionsGet(String requestId, long after, int limit) implements Request {}

    /** Asks for a page of pending orders, by rising ticket, above {@code after}. */
    record OrdersGet(String requestId, long after, int limit) implements Request {}

    /** Asks for a page of deals in a time span, both ends included. */
    record DealsGet(String requestId, long fromMsc, long toMsc, int offset, int limit) implements Request {}

    /** Asks for a page of orders done in a time span, both ends included. */
    record OrdersHistoryGet(String requestId, long fromMsc, long toMsc, int offset, int limit) implements Request {}

    /** Asks for all symbols. */
    record SymbolsGet(String requestId) implements Request {}

    /** Asks for ticks from a time on. */
    record CopyTicks(String requestId, String symbol, long fromMsc, int count) implements Request {}

    /** Asks for the newest bars. */
    record CopyRates(String requestId, String symbol, Timeframe timeframe, int count) implements Request {}

    /** Changes whose ticks are wanted; empty = all. */
    record Subscribe(List<String> symbols) implements LinkCommand {}

    /** Asks for account, positions and orders as they are now. */
    record Resync() implements LinkCommand {}

    /** Asks for a pong with the same id. */
    record Ping(long id) implements LinkCommand {}

    /** A message of the terminal was refused. */
    record Error(Refusal refusal) implements LinkCommand {}
}
