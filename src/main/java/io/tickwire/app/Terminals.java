package io.tickwire.app;

import io.tickwire.config.FeedConfig;
import io.tickwire.config.SimulatedConfig;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.feeds.ReplayFeed;
import io.tickwire.terminal.feeds.ReplaySettings;
import io.tickwire.terminal.feeds.SyntheticFeed;
import io.tickwire.terminal.feeds.SyntheticHistory;
import io.tickwire.terminal.feeds.SyntheticSymbol;
import io.tickwire.terminal.feeds.TickFeed;
import io.tickwire.terminal.link.LinkGateway;
import io.tickwire.terminal.link.LinkHub;
import io.tickwire.terminal.simulated.FeedSpeed;
import io.tickwire.terminal.simulated.MinuteHistory;
import io.tickwire.terminal.simulated.PaperSpecs;
import io.tickwire.terminal.simulated.SimulatedTerminal;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Builds terminals from their configuration. */
final class Terminals {
    private final TickwireConfig config;
    private final Clock clock;
    private final Metrics metrics;
    private final LinkHub links;

    /** @param links learns of the terminals that dial in */
    Terminals(TickwireConfig config, Clock clock, Metrics metrics, LinkHub links) {
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.links = links;
    }

    /** @throws io.tickwire.terminal.feeds.FeedException when a recorded feed cannot be read */
    TerminalGateway build(TerminalConfig terminal) {
        ScheduledExecutorService owner = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "terminal-" + terminal.id());
            thread.setDaemon(true);
            return thread;
        });
        if (terminal.type() == TerminalConfig.Type.LINK) {
            LinkGateway gateway = new LinkGateway(terminal.id(), terminal.link(), owner, clock, metrics);
            links.register(terminal.link().login(), gateway);
            return gateway;
        }
        FeedConfig feed = terminal.simulated().feed();
        long now = clock.millis();
        return feed.type() == FeedConfig.Type.SYNTHETIC
                ? synthetic(terminal, owner, now)
                : replay(terminal, owner, now);
    }

    private TerminalGateway synthetic(TerminalConfig terminal, ScheduledExecutorService owner, long now) {
        SimulatedConfig simulated = terminal.simulated();
        long seed = simulated.feed().seed();
        List<SymbolSpec> specs = simulated.symbols().stream()
                .map(symbol -> PaperSpecs.spec(simulated, symbol))
                .toList();
        List<SyntheticSymbol> symbols = specs.stream().map(SyntheticSymbol::of).toList();
        MinuteHistory history = (symbol, count) -> symbols.stream()
                .filter(known -> known.spec().name().equals(symbol))
                .findFirst()
                .map(known -> SyntheticHistory.minutes(known, seed, now, count))
                .orElse(List.of());
        TickFeed feed = new SyntheticFeed(seed, now, symbols);
        return terminal(terminal, specs, history, feed, FeedSpeed.REAL_TIME, false, owner);
    }

    private TerminalGateway replay(TerminalConfig terminal, ScheduledExecutorService owner, long now) {
        FeedConfig feed = terminal.simulated().feed();
        ReplayFeed replay = ReplayFeed.open(settings(feed, now));
        FeedSpeed speed = FeedSpeed.parse(feed.speed());
        List<SymbolSpec> specs = replay.symbols().stream()
                .map(symbol -> PaperSpecs.spec(terminal.simulated(), symbol))
                .toList();
        return terminal(terminal, specs, MinuteHistory.none(), replay, speed, true, owner);
    }

    /** What a recorded feed plays. */
    static ReplaySettings settings(FeedConfig feed, long now) {
        return new ReplaySettings(
                feed.files(),
                feed.format(),
                feed.symbol(),
                feed.digits(),
                feed.spreadPoints(),
                ZoneId.of(feed.zone()),
                feed.loop(),
                feed.times() == FeedConfig.Times.NOW ? now : 0);
    }

    private TerminalGateway terminal(
            TerminalConfig terminal,
            List<SymbolSpec> specs,
            MinuteHistory history,
            TickFeed feed,
            FeedSpeed speed,
            boolean recorded,
            ScheduledExecutorService owner) {
        boolean primary = terminal.id().equals(config.primaryTerminal().id());
        Set<String> quotedElsewhere = primary ? config.market().primary().keySet() : Set.of();
        return new SimulatedTerminal(
                terminal.id(),
                terminal.simulated(),
                specs,
                history,
                quotedElsewhere,
                feed,
                speed,
                recorded,
                owner,
                clock);
    }
}
