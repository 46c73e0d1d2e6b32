package io.tickwire.protocol.ticks;

import io.tickwire.domain.message.Resume;
import java.util.List;

/** What a tick stream client may ask (also understood on the bridge profile). */
public sealed interface StreamRequest {

    /** The {@code type} it came under, lower case. */
    String type();

    /**
     * Watch symbols and channels.
     *
     * @param symbols names as sent, {@code *} = all
     * @param channels event channels, bridge profile only
     * @param batch whether several ticks may come in one message
     * @param maxRate ticks per second and symbol, 0 = all
     * @param since where an earlier connection stopped, null = from now on
     */
    record Subscribe(List<String> symbols, List<String> channels, boolean batch, double maxRate, Resume since)
            implements StreamRequest {
        @Override
        public String type() {
            return "subscribe";
        }
    }

    /** Stop watching. */
    record Unsubscribe(List<String> symbols, List<String> channels) implements StreamRequest {
        @Override
        public String type() {
            return "unsubscribe";
        }
    }

    /** List symbols from {@code offset}; {@code limit} 0 = all. */
    record GetSymbols(int offset, int limit) implements StreamRequest {
        @Override
        public String type() {
            return "get_symbols";
        }
    }

    /** Answer with a pong. */
    record Ping() implements StreamRequest {
        @Override
        public String type() {
            return "ping";
        }
    }
}
