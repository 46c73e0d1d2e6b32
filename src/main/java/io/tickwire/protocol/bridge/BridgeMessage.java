package io.tickwire.protocol.bridge;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.Signal;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.TerminalCommand;
import io.tickwire.protocol.ticks.StreamRequest;

/** What a client of the bridge profile may say. */
public sealed interface BridgeMessage {

    /** The {@code type} it came under, lower case. */
    String type();

    /** A client tells of its own account; it is acknowledged, and believed only as that client's word. */
    record AccountInfo(double balance, double equity, double margin) implements BridgeMessage {
        @Override
        public String type() {
            return "account_info";
        }
    }

    /** A client's tick. */
    record TickData(RawTick tick) implements BridgeMessage {
        @Override
        public String type() {
            return "tick_data";
        }
    }

    /**
     * A wish to trade.
     *
     * @param sentMsc the message's timestamp, epoch milliseconds UTC
     */
    record TradingSignal(Signal signal, long sentMsc) implements BridgeMessage {
        @Override
        public String type() {
            return "trading_signal";
        }
    }

    /** Asks for the risk state of an account, or puts a brake on or takes it off; who asks is for the door to say. Account empty = none is named. */
    record Admin(String account, RiskCommand command) implements BridgeMessage {
        @Override
        public String type() {
            return "admin_command";
        }
    }

    /** A sign of life. */
    record ClientHeartbeat(String client, String clientVersion) implements BridgeMessage {
        @Override
        public String type() {
            return "heartbeat";
        }
    }

    /** Connect, disconnect or ask for the status of the terminal. */
    record Command(TerminalCommand command) implements BridgeMessage {
        @Override
        public String type() {
            return "mt5_command";
        }
    }

    /** Ask for the account of the terminal. */
    record AccountCommand() implements BridgeMessage {
        @Override
        public String type() {
            return "mt5_command";
        }
    }

    /** Ask for the newest ticks of a symbol. */
    record GetTicks(String symbol, int count) implements BridgeMessage {
        @Override
        public String type() {
            return "mt5_command";
        }
    }

    /** A greeting with free content. */
    record Connection() implements BridgeMessage {
        @Override
        public String type() {
            return "connection";
        }
    }

    /** A list that a client tells of: positions, orders, deals_history or orders_history. */
    record Listing(String type, int count) implements BridgeMessage {}

    /** A request of the tick stream profile. */
    record Stream(StreamRequest request) implements BridgeMessage {
        @Override
        public String type() {
            return request.type();
        }
    }
}
