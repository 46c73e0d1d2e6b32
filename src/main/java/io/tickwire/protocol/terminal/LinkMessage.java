package io.tickwire.protocol.terminal;

import io.tickwire.domain.Deal;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeMode;
import java.util.List;

/**
 * What a terminal says over its link. Times are the broker's: epoch milliseconds of its wall clock, {@code utc_offset_s}
 * of the hello ahead of UTC.
 */
public sealed interface LinkMessage {

    /** The {@code type} it goes under. */
    String type();

    /**
     * The first message of a connection.
     *
     * @param account login
     * @param name account holder, empty when it is not told
     * @param utcOffsetSeconds broker time less UTC
     * @param epoch start of the terminal's process; a lower one is an older process
     * @param symbols what it offers; more may follow as {@link Symbols}
     */
    record Hello(
            long account,
            String name,
            String server,
            String company,
            String currency,
            int leverage,
            TradeMode tradeMode,
            MarginMode marginMode,
            int build,
            String eaVersion,
            int utcOffsetSeconds,
            long epoch,
            List<SymbolSpec> symbols)
            implements LinkMessage {
        @Override
        public String type() {
            return "hello";
        }
    }

    /** Symbols that the hello did not list. */
    record Symbols(List<SymbolSpec> symbols) implements LinkMessage {
        @Override
        public String type() {
            return "symbols";
        }
    }

    /** Ticks, oldest first. */
    record Ticks(List<NumberedTick> ticks) implements LinkMessage {
        @Override
        public String type() {
            return "ticks";
        }
    }

    /** A tick and its number, which rises within an epoch. */
    record NumberedTick(RawTick tick, long seq) {}

    /** The account's money, in its currency; {@code marginLevel} is percent, 0 without margin in use. */
    record Account(
            double balance,
            double credit,
            double equity,
            double margin,
            double freeMargin,
            double marginLevel,
            double profit)
            implements LinkMessage {
        @Override
        public String type() {
            return "account";
        }
    }

    /** Open positions, all or as many as a message holds; {@code more} when there are others. */
    record Positions(List<Position> positions, boolean more) implements LinkMessage {
        @Override
        public String type() {
            return "positions";
        }
    }

    /** Pending orders, all or as many as a message holds; {@code more} when there are others. */
    record Orders(List<PendingOrder> orders, boolean more) implements LinkMessage {
        @Override
        public String type() {
            return "orders";
        }
    }

    /** A deal that no request of this link made. */
    record DealDone(Deal deal) implements LinkMessage {
        @Override
        public String type() {
            return "deal";
        }
    }

    /**
     * The answer to one request.
     *
     * @param retcode the trade server's return code; 10009 for a read; 0 when the terminal itself does not know
     * @param deal 0 when none was made
     * @param profit realised, account currency
     */
    record Reply(
            String requestId,
            int retcode,
            String comment,
            long order,
            long deal,
            long position,
            double price,
            double volume,
            double profit,
            long timeMsc,
            Answer answer)
            implements LinkMessage {
        @Override
        public String type() {
            return "reply";
        }

        /** A reply without a deal or data. */
        public static Reply plain(String requestId, int retcode, String comment) {
            return new Reply(requestId, retcode, comment, 0, 0, 0, 0, 0, 0, 0, new Answer.None());
        }

        /** A reply that carries data. */
        public static Reply of(String requestId, int retcode, Answer answer) {
            return new Reply(requestId, retcode, "", 0, 0, 0, 0, 0, 0, 0, answer);
        }
    }

    /** Answer to a ping. */
    record Pong(long id) implements LinkMessage {
        @Override
        public String type() {
            return "pong";
        }
    }

    /** The terminal is about to close the connection. */
    record Bye(String reason) implements LinkMessage {
        @Override
        public String type() {
            return "bye";
        }
    }
}
