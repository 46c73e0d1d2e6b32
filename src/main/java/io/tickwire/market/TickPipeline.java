package io.tickwire.market;

import io.tickwire.domain.Bar;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Tick;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import java.util.function.Consumer;

/**
 * Reported tick in, published tick out: validates, numbers, caches, builds bars. Owner: the poller's context.
 */
public final class TickPipeline {
    private final MarketCache cache;
    private final Clock clock;
    private final Metrics metrics;
    private final Consumer<Tick> ticks;
    private final Consumer<Bar> bars;
    private long seq;

    /**
     * @param ticks takes each accepted tick
     * @param bars takes each closed bar
     */
    public TickPipeline(MarketCache cache, Clock clock, Metrics metrics, Consumer<Tick> ticks, Consumer<Bar> bars) {
        this.cache = cache;
        this.clock = clock;
        this.metrics = metrics;
        this.ticks = ticks;
        this.bars = bars;
    }

    /**
     * @param streamName where it belongs
     * @param receivedAtNanos when it entered the process
     * @return null when accepted
     */
    public RejectReason accept(String streamName, RawTick raw, long receivedAtNanos) {
        MarketStream stream = cache.stream(streamName);
        if (stream == null) {
            metrics.tick("unknown", RejectReason.UNKNOWN_SYMBOL.label());
            return RejectReason.UNKNOWN_SYMBOL;
        }
        RejectReason reason =
                TickValidator.reject(raw, stream.last(), stream.spec(), stream.strictDigits(), clock.millis());
        metrics.tick(streamName, reason == null ? "accepted" : reason.label());
        if (reason == null) {
            publish(stream, raw, receivedAtNanos);
        }
        return reason;
    }

    private void publish(MarketStream stream, RawTick raw, long receivedAtNanos) {
        long publishedAtNanos = clock.nanos();
        Tick tick = new Tick(
                stream.name(),
                raw.timeMsc(),
                raw.bid(),
                raw.ask(),
                raw.last(),
                raw.volume(),
                raw.flags(),
                stream.spec().spreadPips(raw.bid(), raw.ask()),
                ++seq,
                receivedAtNanos,
                publishedAtNanos);
        stream.add(tick);
        ticks.accept(tick);
        stream.bars().onTick(tick.timeMsc(), tick.bid(), bars);
        metrics.stage(Metrics.Stage.TICK_RECEIVED_TO_PUBLISHED, publishedAtNanos - receivedAtNanos);
    }
}
