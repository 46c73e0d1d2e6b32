package io.tickwire.market;

import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.Bar;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.FeedReceipt;
import io.tickwire.domain.message.FeedTick;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.PacingChange;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.SymbolCatalogue;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One terminal's market, assembled: streams named, ticks validated, cached and passed on, client feeds taken in.
 * Owner: the poller's context, from {@link #open} on.
 */
public final class MarketDesk {
    private static final Logger LOG = LoggerFactory.getLogger(MarketDesk.class);

    private final TickwireConfig config;
    private final TerminalConfig terminal;
    private final TerminalGateway gateway;
    private final MarketCache cache;
    private final ReplayPace pace;
    private final TickFlow flow;
    private final FeedIntake intake;
    private final Freshness freshness;

    /**
     * @param epoch of the sequence numbers given here
     * @param ticks takes each accepted tick
     * @param bars takes each closed bar
     * @param askPace asks a paced consumer whether it has kept up
     */
    public MarketDesk(
            TickwireConfig config,
            TerminalConfig terminal,
            TerminalGateway gateway,
            Clock clock,
            Metrics metrics,
            long epoch,
            Consumer<Tick> ticks,
            Consumer<Bar> bars,
            Function<String, Future<?>> askPace) {
        this.config = config;
        this.terminal = terminal;
        this.gateway = gateway;
        this.cache = new MarketCache(config.market(), epoch);
        TickPipeline pipeline = new TickPipeline(cache, clock, metrics, ticks, bars);
        this.pace = new ReplayPace(askPace);
        this.flow = new TickFlow(gateway, this::streamName, pipeline, pace, clock, metrics);
        this.intake = new FeedIntake(
                config.market(), cache, pipeline, clock, cache::knows, SymbolCatalogue::spec, gateway::acceptQuote);
        this.freshness =
                new Freshness("TickPoller " + terminal.id(), config.market().staleAfter());
    }

    /** Asks the terminal for its symbols and their history; a symbol whose history cannot be read begins without. */
    public Future<Map<SymbolSpec, List<Bar>>> past() {
        int minutes = terminal.simulated().feed().historyMinutes();
        return gateway.symbols().compose(specs -> {
            Map<SymbolSpec, Future<List<Bar>>> asked = new LinkedHashMap<>();
            specs.forEach(spec ->
                    asked.put(spec, gateway.history(spec.name(), minutes).otherwise(List.of())));
            return Future.all(List.copyOf(asked.values())).map(all -> {
                Map<SymbolSpec, List<Bar>> past = new LinkedHashMap<>();
                asked.forEach((spec, bars) -> past.put(spec, bars.result()));
                return past;
            });
        });
    }

    /** Opens the terminal's streams with their history, before the first tick. */
    public void open(Map<SymbolSpec, List<Bar>> past) {
        past.forEach((spec, bars) -> {
            String stream = streamName(spec.name());
            cache.open(stream, spec, true);
            cache.prime(stream, bars);
        });
    }

    public MarketCache cache() {
        return cache;
    }

    public TickFlow flow() {
        return flow;
    }

    /** Whether this terminal's prices are the plain symbols. */
    public boolean isPrimary() {
        return terminal.id().equals(config.primaryTerminal().id());
    }

    /** What a symbol of this terminal costs. */
    public QuotedSymbol quote(String symbol) {
        return cache.quote(streamName(symbol));
    }

    public FeedReceipt feed(FeedTick tick) {
        return isOtherTerminal(tick.feed())
                ? new FeedReceipt(false, RejectReason.NAME_OF_A_TERMINAL.label(), 0)
                : intake.accept(tick);
    }

    /** Of these {@code SYMBOL@name} is the terminal's own stream, numbered elsewhere. */
    private boolean isOtherTerminal(String name) {
        return !name.equals(config.primaryTerminal().id())
                && config.terminals().stream().anyMatch(other -> other.id().equals(name));
    }

    public void onPacing(PacingChange change) {
        pace.onChange(change);
    }

    public void onEvent(TerminalEvent event) {
        if (event instanceof TerminalEvent.SymbolAdded added) {
            cache.open(streamName(added.spec().name()), added.spec(), true);
        } else if (event instanceof TerminalEvent.SymbolChanged changed) {
            LOG.info(
                    "terminal {}: {} has other figures now",
                    terminal.id(),
                    changed.spec().name());
            cache.change(streamName(changed.spec().name()), changed.spec());
        } else if (event instanceof TerminalEvent.FeedEnded ended) {
            freshness.feedEnded(ended.failure());
            String why = ended.failure().isEmpty() ? "" : ": " + ended.failure();
            LOG.info("terminal {}: feed ended after {} ticks{}", terminal.id(), ended.ticks(), why);
        }
    }

    /** @param held whether ticks are held back on purpose, so that silence means nothing */
    public HealthReport health(boolean held) {
        return freshness.report(gateway.status(), held ? 0 : flow.silenceNanos());
    }

    private String streamName(String symbol) {
        return isPrimary() ? symbol : symbol + "@" + terminal.id();
    }
}
