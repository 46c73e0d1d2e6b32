package io.tickwire.protocol.mqtt;

import io.tickwire.domain.Tick;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** A tick as MQL5 clients read it that split at {@code -}: {@code time-bid-ask-last-volume-time_msc-flags-volume_real}. Pure. */
public final class CompactTick {
    private static final long MS_PER_S = 1000;

    private CompactTick() {}

    /** {@code time} is in seconds, {@code volume} without its fraction; no number has an exponent or a sign. */
    public static byte[] encode(Tick tick) {
        StringBuilder text = new StringBuilder(96);
        text.append(tick.timeMsc() / MS_PER_S).append('-');
        plain(text, tick.bid()).append('-');
        plain(text, tick.ask()).append('-');
        plain(text, tick.last()).append('-');
        text.append((long) tick.volume()).append('-');
        text.append(tick.timeMsc()).append('-');
        text.append(tick.flags()).append('-');
        plain(text, tick.volume());
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static StringBuilder plain(StringBuilder text, double value) {
        if (value >= 1e-3 && value < 1e7) {
            return text.append(value);
        }
        return text.append(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }
}
