package io.tickwire.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.MarketConfig;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.FeedTick;
import io.tickwire.domain.message.Resume;
import io.tickwire.domain.message.TickHistory;
import io.tickwire.domain.message.TickQuery;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.SymbolCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TickPipelineTest {
    private static final long T = 1_767_571_200_000L;
    private static final long EPOCH = 77;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Tick> published = new ArrayList<>();
    private final List<RawTick> forTerminal = new ArrayList<>();
    private final MarketConfig config;
    private final MarketCache cache;
    private final TickPipeline pipeline;
    private final FeedIntake intake;

    TickPipelineTest() throws ConfigException {
        config = new ConfigLoader(Map.of())
                .parse(
                        "{\"market\":{\"tickHistory\":100,\"maxFeedStreams\":3,\"primary\":{\"GBPUSD\":\"desk\"}}}",
                        "test")
                .market();
        cache = new MarketCache(config, EPOCH);
        ManualClock clock = new ManualClock();
        clock.advanceMillis(T + 3_600_000 - clock.millis());
        pipeline = new TickPipeline(cache, clock, new Metrics(registry), published::add, bar -> {});
        cache.open("EURUSD", SymbolCatalogue.spec("EURUSD"), true);
        cache.open("GBPUSD", SymbolCatalogue.spec("GBPUSD"), true);
        intake = new FeedIntake(config, cache, pipeline, clock, cache::knows, SymbolCatalogue::spec, forTerminal::add);
    }

    @Test
    void numbersAndPublishesAGoodTickWithItsSpreadInPips() {
        assertNull(accept(RawTick.quote("EURUSD", T, 1.0845, 1.0847)));
        assertEquals(1, published.size());
        Tick tick = published.get(0);
        assertEquals(1, tick.seq());
        assertEquals(2.0, tick.spreadPips());
        assertEquals(
                1.0,
                registry.get("tickwire.ticks")
                        .tags("symbol", "EURUSD", "result", "accepted")
                        .counter()
                        .count());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "NOT_FINITE, 0, NaN, 1.1",
        "NOT_FINITE, 0, 1.1, Infinity",
        "NOT_POSITIVE, 0, 0, 1.1",
        "NOT_POSITIVE, 0, -1.1, 1.1",
        "CROSSED, 0, 1.2, 1.1",
        "OFF_DIGITS, 0, 1.084511, 1.0847",
        "OUT_OF_ORDER, -1, 1.0846, 1.0848",
        "UNCHANGED, 1000, 1.0845, 1.0847",
    })
    void rejectsAndCountsWhatIsNoTick(RejectReason reason, long laterMs, double bid, double ask) {
        accept(RawTick.quote("EURUSD", T, 1.0845, 1.0847));
        assertEquals(reason, accept(RawTick.quote("EURUSD", T + laterMs, bid, ask)));
        assertEquals(1, published.size());
        assertEquals(
                1.0,
                registry.get("tickwire.ticks")
                        .tags("symbol", "EURUSD", "result", reason.label())
                        .counter()
                        .count());
    }

    @Test
    void twoPricesInOneMillisecondAreTwoTicks() {
        accept(RawTick.quote("EURUSD", T, 1.0845, 1.0847));
        assertNull(accept(RawTick.quote("EURUSD", T, 1.0846, 1.0848)));
        assertEquals(2, published.size());
    }

    @Test
    void resumesFromTheRingWithoutAHoleAndSaysSo() {
        for (int i = 0; i < 50; i++) {
            accept(RawTick.quote("EURUSD", T + i, 1.08 + i * 1e-5, 1.09));
        }
        TickHistory missed = cache.ticks(new TickQuery(List.of("EURUSD"), 1, new Resume(EPOCH, 40)));
        assertTrue(missed.recovered());
        assertEquals(
                List.of(41L, 42L, 43L, 44L, 45L, 46L, 47L, 48L, 49L, 50L),
                missed.ticks().get("EURUSD").stream().map(Tick::seq).toList());
        assertFalse(cache.ticks(new TickQuery(List.of("EURUSD"), 1, new Resume(EPOCH + 1, 40)))
                .recovered());
    }

    @Test
    void admitsThatTheRingForgot() {
        for (int i = 0; i < 150; i++) {
            accept(RawTick.quote("EURUSD", T + i, 1.08 + i * 1e-5, 1.09));
        }
        assertFalse(cache.ticks(new TickQuery(List.of("EURUSD"), 1, new Resume(EPOCH, 10)))
                .recovered());
        assertTrue(cache.ticks(new TickQuery(List.of("EURUSD"), 1, new Resume(EPOCH, 60)))
                .recovered());
    }

    @Test
    void aQuietStreamIsRecoveredThoughOthersMovedTheCounterOn() {
        for (int i = 0; i < 150; i++) {
            accept(RawTick.quote("EURUSD", T + i, 1.08 + i * 1e-5, 1.09));
        }
        accept(RawTick.quote("GBPUSD", T, 1.27, 1.28));
        assertTrue(cache.ticks(new TickQuery(List.of("GBPUSD"), 1, new Resume(EPOCH, 10)))
                .recovered());
        assertFalse(cache.ticks(new TickQuery(List.of("GBPUSD", "EURUSD"), 1, new Resume(EPOCH, 10)))
                .recovered());
    }

    @Test
    void aClientsTickGoesToItsOwnStreamAndLeavesThePlainOneAlone() {
        assertTrue(intake.accept(new FeedTick("desk", RawTick.quote("EURUSD", T, 1.2, 1.3)))
                .accepted());
        assertEquals(
                List.of("EURUSD@desk"), published.stream().map(Tick::symbol).toList());
        assertEquals(List.of(), forTerminal);
    }

    @Test
    void aClientsTickOfASymbolThatNoTerminalKnowsIsThePlainStreamTooEachTime() {
        intake.accept(new FeedTick("desk", RawTick.quote("AUDCAD", T, 0.9, 0.91)));
        intake.accept(new FeedTick("desk", RawTick.quote("AUDCAD", T + 1, 0.91, 0.92)));
        assertEquals(
                List.of("AUDCAD@desk", "AUDCAD", "AUDCAD@desk", "AUDCAD"),
                published.stream().map(Tick::symbol).toList());
    }

    @Test
    void thePrimaryFeedOfASymbolMovesTheTerminal() {
        RawTick tick = RawTick.quote("GBPUSD", T, 1.27, 1.28);
        intake.accept(new FeedTick("desk", tick));
        intake.accept(new FeedTick("other", tick));
        assertEquals(List.of(tick), forTerminal);
    }

    @Test
    void clientsCannotOpenMoreStreamsThanAllowed() {
        for (String symbol : List.of("A", "B", "C")) {
            intake.accept(new FeedTick("f", RawTick.quote("EURUSD" + symbol, T, 1, 2)));
        }
        assertEquals(
                "too_many_streams",
                intake.accept(new FeedTick("f", RawTick.quote("EURUSDZ", T, 1, 2)))
                        .reason());
    }

    private RejectReason accept(RawTick tick) {
        return pipeline.accept(tick.symbol(), tick, 0);
    }
}
