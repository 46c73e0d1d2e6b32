package io.tickwire.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.VolumeRule;
import io.tickwire.domain.message.FeedReceipt;
import io.tickwire.domain.message.FeedTick;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.SymbolCatalogue;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a terminal tells of its symbols is what the market knows of them. */
final class MarketDeskTest {
    private static final SymbolSpec USUAL = SymbolCatalogue.spec("EURUSD");
    private static final SymbolSpec CHANGED = new SymbolSpec(
            USUAL.name(),
            USUAL.description(),
            USUAL.digits(),
            USUAL.contractSize(),
            new VolumeRule(0.1, 50, 0.1),
            USUAL.currencies(),
            30,
            0);

    private static MarketDesk desk() throws ConfigException {
        return desk(new ConfigLoader(Map.of()).builtIn());
    }

    private static MarketDesk desk(TickwireConfig config) {
        TerminalGateway silent = (TerminalGateway) Proxy.newProxyInstance(
                MarketDeskTest.class.getClassLoader(),
                new Class<?>[] {TerminalGateway.class},
                (proxy, method, arguments) -> null);
        return new MarketDesk(
                config,
                config.primaryTerminal(),
                silent,
                Clock.system(),
                new Metrics(new SimpleMeterRegistry()),
                1,
                tick -> {},
                bar -> {},
                consumer -> Future.succeededFuture());
    }

    @Test
    void figuresThatChangeWhileTheTerminalIsAwayReachTheQuote() throws ConfigException {
        MarketDesk desk = desk();
        desk.open(Map.of(USUAL, List.of()));
        desk.onEvent(new TerminalEvent.SymbolAdded(CHANGED));
        assertEquals(USUAL, desk.quote("EURUSD").spec(), "a symbol is added once");
        desk.onEvent(new TerminalEvent.SymbolChanged(CHANGED));
        assertEquals(CHANGED, desk.quote("EURUSD").spec());
        assertEquals(CHANGED, desk.cache().symbols().streams().get("EURUSD"));
    }

    @Test
    void figuresThatChangeWhileTheMarketOpensAreNotOverwrittenByTheOlderOnes() throws ConfigException {
        MarketDesk desk = desk();
        desk.onEvent(new TerminalEvent.SymbolChanged(CHANGED));
        desk.open(Map.of(USUAL, List.of()));
        assertEquals(CHANGED, desk.quote("EURUSD").spec());
    }

    @Test
    void aFeedThatIsCalledLikeAnotherTerminalDoesNotMixWithItsStreams() throws ConfigException {
        MarketDesk desk = desk(new ConfigLoader(Map.of()).parse("""
                        {"terminals": [{"id": "first"}, {"id": "second"}]}""", "test"));
        desk.open(Map.of(USUAL, List.of()));
        RawTick tick = RawTick.quote("EURUSD", 1_700_000_000_000L, 1.0845, 1.0847);
        assertEquals(new FeedReceipt(false, "name_of_a_terminal", 0), desk.feed(new FeedTick("second", tick)));
        assertEquals(
                List.of("EURUSD"), List.copyOf(desk.cache().symbols().streams().keySet()));
        assertEquals(new FeedReceipt(true, "", 2), desk.feed(new FeedTick("desk", tick)));
    }
}
