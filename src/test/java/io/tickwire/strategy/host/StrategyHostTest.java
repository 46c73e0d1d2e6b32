package io.tickwire.strategy.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.message.StrategyAnswer;
import io.tickwire.domain.message.StrategyCommand;
import io.tickwire.domain.message.StrategyCommand.Kind;
import io.tickwire.domain.message.StrategyStatus;
import io.tickwire.domain.message.StrategyStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy's folder changes, its versions misbehave, administrators want things. */
final class StrategyHostTest {
    private static final String COUNTER = """
                private long ticks;

                @Override
                public void onTick(Tick tick) {
                    context.gauge("ticks", ++ticks);
                }

                @Override
                public void save(State state) {
                    state.put("ticks", ticks);
                }

                @Override
                public void restore(State state) {
                    ticks = state.whole("ticks", 0);
                }
            """;
    private static final String BUYER = """
                @Override
                public void onTick(Tick tick) {
                    if (context.positions().isEmpty() && context.ordersUnderWay() == 0) {
                        context.buy("EURUSD", 0.1, tick.bid() - 0.01, 0);
                    }
                }

                @Override
                public void onExecution(OrderReport report) {
                    context.log().info("report {} {} {}", report.status(),
                            report.order() == null ? "" : report.order().getClass().getSimpleName(), report.reason());
                }
            """;

    @TempDir
    private Path root;

    private PaperNode node;

    @BeforeEach
    void open() {
        node = new PaperNode(root);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private StrategyStatus running(int number) {
        Awaitility.await().until(() -> {
            StrategyStatus status = node.status();
            return status.state() == State.RUNNING && status.running().number() == number;
        });
        return node.status();
    }

    private void awaitState(State state) {
        Awaitility.await().until(() -> node.status().state() == state);
    }

    private double ticks() {
        return node.status().gauges().getOrDefault("ticks", 0.0);
    }

    @Test
    void theRunningVersionGoesOnWhileTheSourceDoesNotCompile() {
        node.descriptor("1", "").probe(COUNTER).start();
        running(1);
        node.probe("int broken( {");
        Awaitility.await().until(() -> !node.status().problems().isEmpty());
        StrategyStatus status = node.status();
        assertEquals(1, status.running().number());
        assertEquals("Probe.java", status.problems().get(0).file());
        assertEquals(17, status.problems().get(0).line());
        assertTrue(
                node.log().stream().anyMatch(line -> line.startsWith("Probe.java:17:")),
                node.log().toString());
        node.tick(1.1);
        Awaitility.await().until(() -> ticks() == 1);

        node.probe(COUNTER + "// mended");
        assertEquals(List.of(), running(2).problems());
        node.tick(1.1);
        Awaitility.await().until(() -> ticks() == 2);
    }

    @Test
    void theRunningVersionGoesOnWhenTheNewOneCannotStart() {
        node.descriptor("1", "").probe(COUNTER).start();
        running(1);
        node.probe(COUNTER + "public Probe() { throw new IllegalStateException(\"no luck\"); }");
        Awaitility.await().until(() -> !node.status().problems().isEmpty());
        assertEquals(1, node.status().running().number());
        assertTrue(
                node.status().problems().get(0).message().contains("no luck"),
                node.status().problems().toString());
    }

    @Test
    void aVersionThatCannotReadTheStateOfTheOneBeforeDoesNotTakeOver() {
        node.descriptor("1", "").probe(COUNTER).start();
        running(1);
        node.tick(1.1);
        Awaitility.await().until(() -> ticks() == 1);
        node.probe(COUNTER.replace(
                "ticks = state.whole(\"ticks\", 0);", "throw new IllegalStateException(\"unreadable\");"));
        Awaitility.await().until(() -> !node.status().problems().isEmpty());
        assertEquals(1, node.status().running().number());
        node.tick(1.1);
        Awaitility.await().until(() -> ticks() == 2);
    }

    @Test
    void theVersionBeforeTradesAgainWhenTheNewOneFaults() {
        node.descriptor("1", "").probe(COUNTER).start();
        String good = running(1).running().hash();
        node.probe(
                COUNTER.replace("context.gauge", "if (ticks >= 0) throw new IllegalStateException(); context.gauge"));
        running(2);
        for (int i = 0; i < 10; i++) {
            node.tick(1.1);
        }
        StrategyStatus back = running(3);
        assertEquals(good, back.running().hash());
        assertTrue(back.reason().contains("more than 5 faults"), back.reason());
        node.tick(1.1);
        Awaitility.await().until(() -> ticks() >= 1);
    }

    @Test
    void aStrategyThatThrowsAgainAndAgainIsStoppedAndSaysWhere() {
        node.descriptor("1", "")
                .probe("public void onTick(Tick tick) { throw new IllegalStateException(\"at\" + 1); }")
                .start();
        running(1);
        for (int i = 0; i < 10; i++) {
            node.tick(1.1);
        }
        awaitState(State.FAILED);
        assertTrue(
                node.status().reason().contains("onTick: java.lang.IllegalStateException: at1"),
                node.status().reason());
        assertNull(node.status().running());
    }

    @Test
    void aStrategyThatSleepsIsInterruptedAndGoesOn() {
        node.descriptor("1", "").probe("""
                        private int ticks;
                        public void onTick(Tick tick) throws Exception {
                            if (++ticks == 1) {
                                Thread.sleep(60_000);
                            }
                            context.gauge("ticks", ticks);
                        }
                        """).start();
        running(1);
        node.tick(1.1);
        node.tick(1.1);
        Awaitility.await().until(() -> ticks() == 2);
        assertEquals(1, node.status().running().faults());
        assertTrue(
                node.log().stream().anyMatch(line -> line.contains("blocks since")),
                node.log().toString());
    }

    @Test
    void aStrategyThatNeverReturnsIsGivenUpAndMayBeReplaced() {
        node.descriptor("1", "")
                .probe("public void onTick(Tick tick) { while (true) { Thread.onSpinWait(); } }")
                .start();
        running(1);
        node.tick(1.1);
        awaitState(State.FAILED);
        assertTrue(
                node.status().reason().contains("does not return"),
                node.status().reason());
        node.probe(COUNTER);
        running(2);
        node.tick(1.1);
        Awaitility.await().until(() -> ticks() == 1);
    }

    @Test
    void aStrategyThatFloodsOrdersIsStopped() {
        node.descriptor("1", "\"limits\": {\"maxOrdersPerMinute\": 3}")
                .probe("public void onTick(Tick tick) { context.buy(\"EURUSD\", 0.1); }")
                .start();
        running(1);
        for (int i = 0; i < 40; i++) {
            node.tick(1.1);
        }
        awaitState(State.FAILED);
        assertTrue(
                node.status().reason().contains("maxOrdersPerMinute"),
                node.status().reason());
        assertTrue(node.done().size() <= 3, node.done().size() + " orders");
    }

    @Test
    void itsOrdersCarryItsNameAndNumberAndStops() {
        node.descriptor("1", "\"magic\": 4711").probe(BUYER).start();
        running(1);
        node.tick(1.1);
        Awaitility.await().until(() -> node.done().size() == 1);
        Signal signal = node.done().get(0);
        assertEquals(SignalAction.BUY, signal.action());
        assertEquals("probe", signal.strategy());
        assertEquals(4711, signal.magic());
        assertEquals(1.09, signal.stopLoss(), 1e-9);
        assertEquals(PaperNode.ACCOUNT, signal.account());
        Awaitility.await().until(() -> node.log().contains("report DONE Market "));
    }

    @Test
    void itIsToldOfAStopLossAndSeesThatThePositionIsGone() {
        node.descriptor("1", "").probe(BUYER).start();
        running(1);
        node.tick(1.1);
        Awaitility.await()
                .until(() ->
                        node.positions().size() == 1 && node.status().result().positions() == 1);
        node.stopOut(node.positions().get(0).ticket());
        Awaitility.await().until(() -> node.log().contains("report TERMINAL  "));
        assertEquals(-5, node.status().result().realised());
        node.tick(1.1);
        Awaitility.await().until(() -> node.done().size() == 2);
    }

    @Test
    void aShadowDecidesWithoutTradingAndTheAgreementIsShown() {
        node.descriptor("1", "").probe(BUYER).start();
        running(1);
        node.probe(BUYER.replace("0.1, ", "0.2, ")
                .replace("context.ordersUnderWay() == 0", "context.ordersUnderWay() < 9"));
        assertNull(node.command(Kind.SHADOW).refusal());
        node.tick(1.1);
        Awaitility.await().until(() -> node.done().size() == 1);
        Awaitility.await().until(() -> node.command(Kind.DECISIONS).lines().stream()
                .anyMatch(line -> line.kind().equals("shadow") && line.text().contains("lots=0.2")));
        assertEquals(1, node.done().size(), "the shadow sent nothing");
        assertNotNull(node.status().shadow());
        for (int i = 0; i < 1_100; i++) {
            node.tick(1.1);
        }
        Awaitility.await().until(() -> node.status().shadow().onlyShadow() > 0);
        assertTrue(node.status().shadow().agreement() < 1);

        assertNull(node.command(Kind.PROMOTE).refusal());
        assertNull(node.status().shadow());
        assertEquals(3, node.status().running().number());
    }

    @Test
    void settingsAreChangedAtRunTimeAndKeptOverARestart() {
        node.descriptor("1", "\"settings\": {\"lots\": {\"value\": 0.1, \"max\": 1, \"doc\": \"volume\"}}")
                .probe("""
                        public record Settings(double lots) {}
                        public void onTick(Tick tick) {
                            context.gauge("lots", context.settings(Settings.class).lots());
                        }
                        """)
                .start();
        running(1);
        StrategyAnswer refused = node.command(new StrategyCommand(Kind.SETTINGS, "", Map.of("lots", 2.0)));
        assertTrue(
                refused.refusal().message().contains("settings.lots: must be from"),
                refused.refusal().message());
        assertEquals(1, node.status().running().number());
        assertNull(node.command(new StrategyCommand(Kind.SETTINGS, "", Map.of("lots", 0.3)))
                .refusal());
        node.tick(1.1);
        Awaitility.await().until(() -> node.status().gauges().getOrDefault("lots", 0.0) == 0.3);
        node.stop();
        node.start();
        running(1);
        node.tick(1.1);
        Awaitility.await().until(() -> node.status().gauges().getOrDefault("lots", 0.0) == 0.3);
        assertEquals(0.3, node.status().settings().get(0).value());
    }

    @Test
    void stateIsCarriedOverARestart() {
        node.descriptor("1", "").probe(COUNTER).start();
        running(1);
        node.tick(1.1);
        node.tick(1.1);
        Awaitility.await().until(() -> ticks() == 2);
        node.stop();
        node.start();
        running(1);
        node.tick(1.1);
        Awaitility.await().until(() -> ticks() == 3);
    }

    @Test
    void theFileNamedDisabledSwitchesItOffAndOn() throws IOException {
        node.descriptor("1", "").probe(COUNTER).start();
        running(1);
        Path off = node.folder().resolve("DISABLED");
        Files.createFile(off);
        awaitState(State.OFF);
        Files.delete(off);
        running(2);
        assertNull(node.command(Kind.STOP).refusal());
        assertEquals(State.OFF, node.status().state());
        assertTrue(Files.exists(off), "it stays off after a restart");
        assertNull(node.command(Kind.START).refusal());
        assertEquals(State.RUNNING, node.status().state());
    }

    @Test
    void anAdministratorGoesBackToTheVersionBefore() {
        node.descriptor("1", "").probe(COUNTER).start();
        String first = running(1).running().hash();
        node.descriptor("2", "");
        running(2);
        Awaitility.await().until(() -> !node.status().versions().isEmpty());
        assertEquals(first, node.status().versions().get(0).hash());
        assertNull(node.command(Kind.ROLLBACK).refusal());
        StrategyStatus back = node.status();
        assertEquals(first, back.running().hash());
        assertEquals("1", back.running().version());
        assertNotNull(node.command(new StrategyCommand(Kind.ROLLBACK, "0000000000000000", Map.of()))
                .refusal());
    }

    @Test
    void filesOfEditorsAreNoNewVersionAndAHalfCopiedJarIsNone() throws IOException {
        node.descriptor("1", "").probe(COUNTER).start();
        running(1);
        node.write(".Probe.java.swp", "x")
                .write("#Probe.java#", "x")
                .write("Probe.java~", "x")
                .write("notes.txt", "x");
        node.write("lib.jar", "PK\3\4 half of it");
        Awaitility.await().until(() -> !node.status().problems().isEmpty());
        assertEquals("lib.jar", node.status().problems().get(0).file());
        assertEquals(1, node.status().running().number());
        Files.delete(node.folder().resolve("lib.jar"));
        Awaitility.await().until(() -> node.status().problems().isEmpty());
        assertEquals(1, node.status().running().number());
    }

    @Test
    void everythingThatIsWrongWithADescriptorIsNamed() {
        node.write("strategy.json", """
                        {"id": "other", "version": 3, "apiVersion": 9, "mainClas": "Probe", "symbols": [],
                         "settings": {"a": {"value": 5, "max": 1}}, "limits": {"maxLot": 1}}
                        """).probe(COUNTER).start();
        awaitState(State.FAILED);
        List<String> messages = node.status().problems().stream()
                .map(StrategyStatus.FileProblem::message)
                .toList();
        for (String field : List.of(
                "id:",
                "version:",
                "apiVersion:",
                "mainClas: unknown key; did you mean 'mainClass'",
                "mainClass:",
                "symbols:",
                "settings.a.value:",
                "limits.maxLot:")) {
            assertTrue(messages.stream().anyMatch(message -> message.startsWith(field)), field + " in " + messages);
        }
    }

    @Test
    void theLastVersionThatRanIsStartedWhenTheFolderIsBroken() {
        node.descriptor("1", "").probe(COUNTER).start();
        running(1);
        Awaitility.await().until(() -> Files.exists(node.kept().resolve("running")));
        node.stop();
        node.probe("int broken( {");
        node.start();
        assertTrue(
                running(1).reason().contains("the folder cannot run"),
                node.status().reason());
    }

    @Test
    void aStrategySeesNothingOfThePlatformButItsApi() {
        node.descriptor("1", "")
                .probe("Object spy = new io.tickwire.config.ConfigLoader();")
                .start();
        awaitState(State.FAILED);
        assertTrue(
                node.status().problems().get(0).message().contains("io.tickwire.config"),
                node.status().problems().toString());
        node.probe("""
                public void onTick(Tick tick) throws Exception {
                    try {
                        Class.forName("io.tickwire.config.ConfigLoader");
                        context.gauge("seen", 1);
                    } catch (ClassNotFoundException expected) {
                        context.gauge("hidden", 1);
                    }
                }
                """);
        running(1);
        node.tick(1.1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> node.status().gauges().containsKey("hidden"));
    }

    @Test
    void aStrategyMayBeAPlainVerticleThatListensAndTradesOnTheBus() {
        String source = """
                import io.tickwire.bus.*;
                import io.tickwire.domain.*;
                import io.tickwire.domain.message.*;
                import io.vertx.core.*;
                import java.util.UUID;

                public final class Probe extends VerticleBase {
                    private final TypedBus bus;

                    public Probe(TypedBus bus) {
                        this.bus = bus;
                    }

                    @Override
                    public Future<?> start() {
                        double lots = config().getDouble("lots");
                        bus.subscribe(Addresses.ticks("EURUSD"), tick -> bus.request(
                                Addresses.submit("sim"),
                                new SubmitSignal(
                                        new Signal(UUID.randomUUID(), "sim", "EURUSD", SignalAction.BUY, lots, 0, 0, 0, "",
                                                Urgency.MEDIUM, 7, 0, -1, 0, "probe"),
                                        new Origin("strategy:probe", "strategy"),
                                        0)));
                        return Future.succeededFuture();
                    }
                }
                """;
        node.descriptor("1", "\"settings\": {\"lots\": {\"value\": 0.2, \"doc\": \"volume\"}}")
                .write("Probe.java", source)
                .start();
        awaitState(State.RUNNING);
        node.tick(1.1);
        Awaitility.await().until(() -> node.done().size() == 1);
        assertEquals(0.2, node.done().get(0).volume());

        node.write("Probe.java", source + "// another version");
        Awaitility.await()
                .until(() -> node.log().stream()
                                .filter(line -> line.contains("runs now"))
                                .count()
                        == 2);
        Awaitility.await().until(() -> {
            int before = node.done().size();
            node.tick(1.1);
            Awaitility.await().until(() -> node.done().size() > before);
            return node.done().size() == before + 1;
        });
        assertNull(node.command(Kind.STOP).refusal());
        assertEquals(State.OFF, node.status().state());
    }

    @Test
    void itDoesNotStartBeforeItKnowsWhatItHoldsAndDoesNotBuyThatAgain() {
        node.descriptor("1", "").probe(BUYER).start();
        running(1);
        node.tick(1.1);
        Awaitility.await().until(() -> node.positions().size() == 1);
        node.stop();
        node.known(false);
        node.start();
        awaitState(State.FAILED);
        assertTrue(
                node.status().reason().contains("are not known"), node.status().reason());
        node.known(true);
        awaitState(State.RUNNING);
        node.tick(1.1);
        Awaitility.await()
                .until(() -> node.status().running().ticks() == 1
                        && node.status().running().waiting() == 0);
        assertEquals(1, node.positions().size());
    }

    @Test
    void ordersThatHaveNotLeftWhenItIsStoppedDoNotLeaveAnyMore() {
        node.descriptor("1", "\"limits\": {\"maxOrdersPerMinute\": 3}")
                .probe("public void onTick(Tick tick) { for (int i = 0; i < 40; i++) context.buy(\"EURUSD\", 0.1); }")
                .start();
        running(1);
        node.answers(false);
        node.tick(1.1);
        awaitState(State.FAILED);
        node.answers(true);
        Awaitility.await().until(() -> !node.done().isEmpty());
        assertEquals(
                2,
                node.command(Kind.DECISIONS).lines().stream()
                        .filter(line -> line.text().endsWith("the strategy was stopped"))
                        .count());
        assertEquals(1, node.done().size(), "the one that was under way");
    }

    @Test
    void nothingTradesAndNothingIsOverwrittenWhileWhatWasKeptCannotBeRead() throws IOException {
        node.descriptor("1", "").probe(COUNTER);
        Files.createDirectories(node.kept());
        Path state = Files.writeString(node.kept().resolve("state.json"), "{ torn");
        node.start();
        awaitState(State.FAILED);
        assertTrue(
                node.status().reason().contains("state.json is no JSON object"),
                node.status().reason());
        assertNotNull(node.command(Kind.START).refusal());
        assertEquals("{ torn", Files.readString(state));
        Files.delete(state);
        assertNull(node.command(Kind.START).refusal());
        assertEquals(State.RUNNING, node.status().state());
    }

    @Test
    void aVersionWhoseStateCannotBeSavedIsNotReplacedAndItsFormerStateStays() {
        node.descriptor("1", "")
                .probe(COUNTER.replace("state.put(\"ticks\", ticks);", "throw new IllegalStateException();"))
                .start();
        running(1);
        node.probe(COUNTER);
        Awaitility.await().until(() -> !node.status().problems().isEmpty());
        assertEquals(1, node.status().running().number());
        node.tick(1.1);
        Awaitility.await().until(() -> ticks() == 1);
    }

    @Test
    void aVerticleDoesNotBecomeAStrategyWhileItRuns() {
        node.descriptor("1", "")
                .write("Probe.java", "public final class Probe extends io.vertx.core.VerticleBase {}")
                .start();
        awaitState(State.RUNNING);
        node.probe(COUNTER);
        Awaitility.await().until(() -> !node.status().problems().isEmpty());
        assertTrue(node.status().problems().get(0).message().contains("does not become a strategy"));
    }

    @Test
    void theDaysLossIsCountedOverARestart() {
        node.descriptor("1", "\"limits\": {\"maxDailyLoss\": 4}").probe(BUYER).start();
        running(1);
        node.tick(1.1);
        Awaitility.await()
                .until(() ->
                        node.positions().size() == 1 && node.status().result().positions() == 1);
        node.stopOut(node.positions().get(0).ticket());
        Awaitility.await().until(() -> node.status().result().realised() == -5);
        node.stop();
        node.start();
        running(1);
        node.tick(1.1);
        Awaitility.await().until(() -> node.log().stream().anyMatch(line -> line.contains("limits.maxDailyLoss")));
        assertEquals(1, node.done().size());
    }
}
