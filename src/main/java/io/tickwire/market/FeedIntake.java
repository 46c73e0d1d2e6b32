package io.tickwire.market;

import io.tickwire.config.MarketConfig;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.message.FeedReceipt;
import io.tickwire.domain.message.FeedTick;
import io.tickwire.ops.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Ticks that clients send. They are streamed as {@code SYMBOL@feed}; they become the plain symbol only where the
 * configuration names the feed for it (then they move the terminal's prices), or where no terminal knows the symbol.
 * Owner: the poller's context.
 */
public final class FeedIntake {
    private final MarketConfig config;
    private final MarketCache cache;
    private final TickPipeline pipeline;
    private final Clock clock;
    private final Predicate<String> terminalKnows;
    private final Function<String, SymbolSpec> specs;
    private final Consumer<RawTick> terminalPrices;
    private final Set<String> opened = new HashSet<>();

    /**
     * @param terminalKnows whether any terminal lists the symbol
     * @param specs specification of a symbol, guessed for unknown ones
     * @param terminalPrices takes the ticks that move the terminal's prices
     */
    public FeedIntake(
            MarketConfig config,
            MarketCache cache,
            TickPipeline pipeline,
            Clock clock,
            Predicate<String> terminalKnows,
            Function<String, SymbolSpec> specs,
            Consumer<RawTick> terminalPrices) {
        this.config = config;
        this.cache = cache;
        this.pipeline = pipeline;
        this.clock = clock;
        this.terminalKnows = terminalKnows;
        this.specs = specs;
        this.terminalPrices = terminalPrices;
    }

    /** Takes one tick of a client; an unchanged one is fine, but streamed only once. */
    public FeedReceipt accept(FeedTick message) {
        RawTick tick = message.tick();
        String symbol = tick.symbol();
        long now = clock.nanos();
        RejectReason reason = stream(symbol + "@" + message.feed(), tick, now);
        if (reason == null) {
            if (opened.contains(symbol) || !terminalKnows.test(symbol)) {
                stream(symbol, tick, now);
            } else if (message.feed().equals(config.primary().get(symbol))) {
                terminalPrices.accept(tick);
            }
        }
        boolean accepted = reason == null || reason == RejectReason.UNCHANGED;
        double spread = specs.apply(symbol).spreadPips(tick.bid(), tick.ask());
        return new FeedReceipt(accepted, accepted ? "" : reason.label(), Double.isFinite(spread) ? spread : 0);
    }

    private RejectReason stream(String name, RawTick tick, long now) {
        if (!opened.contains(name)) {
            if (opened.size() >= config.maxFeedStreams()) {
                return RejectReason.TOO_MANY_STREAMS;
            }
            opened.add(name);
            cache.open(name, specs.apply(tick.symbol()), false);
        }
        return pipeline.accept(name, tick, now);
    }
}
