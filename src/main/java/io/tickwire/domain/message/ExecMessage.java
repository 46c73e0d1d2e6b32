package io.tickwire.domain.message;

import io.tickwire.domain.Side;
import java.util.Objects;

/** What an Expert Advisor that executes itself asks or tells. */
public sealed interface ExecMessage {

    /** Name of the Expert Advisor. */
    String ea();

    /** Its name on the wire; a closed set. */
    String type();

    /**
     * May it open a position?
     *
     * @param volume lots that it would send
     * @param side null when it was not said
     * @param price that it expects, 0 = not said
     * @param stopLoss absolute price, 0 = none or not said
     * @param balance that it sees, account currency, 0 = not said
     */
    record TradeOpen(
            String ea,
            String symbol,
            double volume,
            long magic,
            Side side,
            double price,
            double stopLoss,
            double balance)
            implements ExecMessage {
        public static final String TYPE = "trade_open";

        public TradeOpen {
            Objects.requireNonNull(ea, "ea");
            Objects.requireNonNull(symbol, "symbol");
            requireFinite("volume", volume);
            requireFinite("price", price);
            requireFinite("stopLoss", stopLoss);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * It closed a position.
     *
     * @param profit in account currency
     */
    record TradeClose(String ea, String symbol, long ticket, double profit) implements ExecMessage {
        public static final String TYPE = "trade_close";

        public TradeClose {
            Objects.requireNonNull(ea, "ea");
            Objects.requireNonNull(symbol, "symbol");
            requireFinite("profit", profit);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** It moved the stops of a position; absolute prices, 0 = none. */
    record TradeModify(String ea, long ticket, double stopLoss, double takeProfit) implements ExecMessage {
        public static final String TYPE = "trade_modify";

        public TradeModify {
            Objects.requireNonNull(ea, "ea");
            requireFinite("stopLoss", stopLoss);
            requireFinite("takeProfit", takeProfit);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** It is alive. */
    record Beat(String ea, String symbol, long magic) implements ExecMessage {
        public static final String TYPE = "heartbeat";

        public Beat {
            Objects.requireNonNull(ea, "ea");
            Objects.requireNonNull(symbol, "symbol");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * It wants to risk no more than this.
     *
     * @param multiplier 0 to 1
     */
    record RiskUpdate(String ea, double multiplier) implements ExecMessage {
        public static final String TYPE = "risk_update";

        public RiskUpdate {
            Objects.requireNonNull(ea, "ea");
            if (!(multiplier >= 0 && multiplier <= 1)) {
                throw new IllegalArgumentException("multiplier must be 0 to 1, not " + multiplier);
            }
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    private static void requireFinite(String field, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(field + " must be finite, not " + value);
        }
    }
}
