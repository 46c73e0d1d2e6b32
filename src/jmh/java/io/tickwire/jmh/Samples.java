package io.tickwire.jmh;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.Tick;
import io.tickwire.domain.TickFlags;
import java.nio.charset.StandardCharsets;

/** Messages and ticks as they occur. */
final class Samples {
    static final long NOW_MSC = 1_769_508_000_123L;

    private static final int SIGNAL_BYTES = 310;

    private Samples() {}

    /** A tick of EURUSD; neighbours differ. */
    static RawTick rawTick(long n) {
        double bid = (108_450 + n % 100) / 100_000.0;
        return new RawTick("EURUSD", NOW_MSC + n, bid, bid + 0.0001, 0.0, n % 1000, TickFlags.QUOTE);
    }

    static Tick tick(long n) {
        RawTick raw = rawTick(n);
        return new Tick(
                raw.symbol(), raw.timeMsc(), raw.bid(), raw.ask(), 0.0, raw.volume(), raw.flags(), 1.0, n, n, n);
    }

    /** A complete trading signal of 310 bytes. */
    static byte[] signal() {
        String head = "{\"type\":\"trading_signal\",\"timestamp\":\"2026-01-27T10:00:00.000Z\",\"data\":{"
                + "\"signal_id\":\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\",\"symbol\":\"EURUSD\",\"action\":\"BUY\","
                + "\"volume\":0.01,\"stop_loss\":1.08,\"take_profit\":1.09,\"urgency\":\"medium\",\"magic\":234000,"
                + "\"comment\":\"";
        String tail = "\"}}";
        String comment = "c".repeat(SIGNAL_BYTES - head.length() - tail.length());
        return (head + comment + tail).getBytes(StandardCharsets.UTF_8);
    }
}
