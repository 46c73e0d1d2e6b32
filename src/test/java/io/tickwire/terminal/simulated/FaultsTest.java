package io.tickwire.terminal.simulated;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.TerminalStatus.Status;
import io.tickwire.ops.ManualClock;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.SymbolCatalogue;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.feeds.TickFeed;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on purpose, seen from the terminal's port. */
final class FaultsTest {
    private SimulatedTerminal terminal;

    /** EURUSD at 1.08450 / 1.08470, over and over. */
    private static final class StillFeed implements TickFeed {
        private long time = PaperRig.MONDAY;

        @Override
        public RawTick next() {
            return RawTick.quote("EURUSD", time++, 1.0845, 1.0847);
        }

        @Override
        public void close() {
            time = 0;
        }
    }

    private SimulatedTerminal terminal(String faults) {
        SimulatedConfig config = PaperRig.config("{'faults':" + faults + "}");
        terminal = new SimulatedTerminal(
                "sim",
                config,
                List.of(SymbolCatalogue.spec("EURUSD")),
                MinuteHistory.none(),
                Set.of(),
                new StillFeed(),
                FeedSpeed.MAX,
                true,
                Executors.newSingleThreadScheduledExecutor(),
                new ManualClock());
        await(terminal.connect("", 0, ""));
        await(terminal.pollTicks(1));
        return terminal;
    }

    @AfterEach
    void close() {
        if (terminal != null) {
            await(terminal.close());
        }
    }

    private Future<TradeResult> buy(double lots) {
        return terminal.submit(PaperRig.market("EURUSD", Side.BUY, lots, 0, 0));
    }

    @Test
    void aLostReplyIsExecutedAndNeverAnswered() {
        terminal("{'lostReplyRate':1}");
        Future<TradeResult> answer = buy(0.1);
        assertEquals(1, await(terminal.positions()).size(), "done by the terminal's thread before this read");
        assertFalse(answer.isComplete());
    }

    @Test
    void latencyDelaysRequestsWithoutBlockingReadsOrOvertaking() {
        terminal("{'latencyMin':'50ms','latencyMedian':'60ms','latencyMax':'80ms'}");
        List<Double> answered = Collections.synchronizedList(new ArrayList<>());
        for (double lots : new double[] {0.1, 0.2, 0.3}) {
            buy(lots).onSuccess(result -> answered.add(((TradeResult.Filled) result).volume()));
        }
        assertEquals(0, await(terminal.positions()).size(), "a read is not held up");
        Awaitility.await().until(() -> answered.size() == 3);
        assertEquals(List.of(0.1, 0.2, 0.3), answered);
    }

    @Test
    void latencyStaysInsideItsLimitsAroundItsMedian() {
        Faults faults = new Faults(
                PaperRig.config("{'faults':{'latencyMin':'20ms','latencyMedian':'100ms','latencyMax':'300ms'}}")
                        .faults());
        long[] drawn = new long[2001];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = faults.latencyNanos() / 1_000_000;
            assertTrue(drawn[i] >= 20 && drawn[i] <= 300, "ms: " + drawn[i]);
        }
        java.util.Arrays.sort(drawn);
        assertEquals(100, drawn[1000], 8);
        assertTrue(drawn[1800] > 150, "it has a tail");
    }

    @Test
    void aServerThatHesitatesKeepsWhatComesAfterWaiting() {
        terminal("{'stallRate':0.5,'stallFor':'60ms','seed':3}");
        long begun = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            await(buy(0.1));
        }
        assertTrue(System.nanoTime() - begun >= 60_000_000L, "at least one of four took its time");
        Faults faults = new Faults(
                PaperRig.config("{'faults':{'stallRate':0.25,'stallFor':'2s'}}").faults());
        long stalled = java.util.stream.LongStream.generate(faults::latencyNanos)
                .limit(4000)
                .filter(nanos -> nanos == 2_000_000_000L)
                .count();
        assertEquals(1000, stalled, 100);
    }

    @Test
    void aDroppedConnectionRefusesOrdersAndComesBack() {
        List<Status> seen = Collections.synchronizedList(new ArrayList<>());
        terminal("{'disconnectRate':1,'disconnectFor':'20ms'}").onEvent(event -> {
            if (event instanceof TerminalEvent.StatusChanged changed) {
                seen.add(changed.status().status());
            }
        });
        assertEquals(
                Retcode.CONNECTION.code(),
                assertInstanceOf(TradeResult.Rejected.class, await(buy(0.1))).retcode());
        Awaitility.await().until(() -> seen.size() >= 2);
        assertEquals(List.of(Status.RECONNECTING, Status.CONNECTED), seen.subList(0, 2));
    }

    @Test
    void theConnectionIsLostByItselfAndNotAfterADisconnect() {
        List<Status> seen = Collections.synchronizedList(new ArrayList<>());
        terminal("{'disconnectEvery':'10ms','disconnectFor':'5ms'}").onEvent(event -> {
            if (event instanceof TerminalEvent.StatusChanged changed) {
                seen.add(changed.status().status());
            }
        });
        Awaitility.await().until(() -> Collections.frequency(seen, Status.CONNECTED) >= 2);
        assertEquals(Status.DISCONNECTED, await(terminal.disconnect()).status());
        assertEquals(Status.DISCONNECTED, terminal.status().status());
    }

    @Test
    void sameSeedSameFaults() {
        String faults = "{'faults':{'rejectRate':0.5,'duplicateReplyRate':0.5,'partialFillRate':0.5}}";
        Faults one = new Faults(PaperRig.config(faults).faults());
        Faults two = new Faults(PaperRig.config(faults).faults());
        int duplicated = 0;
        for (int i = 0; i < 200; i++) {
            assertEquals(one.reject(), two.reject());
            assertEquals(one.fillShare(), two.fillShare());
            boolean duplicate = one.duplicate();
            assertEquals(duplicate, two.duplicate());
            duplicated += duplicate ? 1 : 0;
        }
        assertTrue(duplicated > 60 && duplicated < 140, "about half: " + duplicated);
    }

    @Test
    void faultsChangeAtRunTime() {
        terminal("{}");
        assertFalse(terminal.replyFaults().duplicate());
        terminal.faults()
                .become(PaperRig.config("{'faults':{'duplicateReplyRate':1,'partialFillRate':1}}")
                        .faults());
        assertTrue(terminal.replyFaults().duplicate());
        TradeResult.Rejected allOrNothing = assertInstanceOf(TradeResult.Rejected.class, await(buy(1)));
        assertEquals(Retcode.REJECT.code(), allOrNothing.retcode());
    }

    @Test
    void theBrokersClockMayBeOff() {
        PaperRig rig = PaperRig.quoted("{'faults':{'clockOffsetMs':-90000}}");
        assertEquals(rig.now - 90_000, rig.open(Side.BUY, 0.1).timeMsc());
    }

    @Test
    void theTicksOfABrokerWhoseClockIsOffAreOffToo() {
        terminal("{'clockOffsetMs':-90000}");
        assertEquals(
                PaperRig.MONDAY + 1 - 90_000,
                await(terminal.pollTicks(1)).get(0).timeMsc(),
                "so that the bridge can notice");
        TradeResult.Filled filled = assertInstanceOf(TradeResult.Filled.class, await(buy(0.1)));
        assertEquals(PaperRig.MONDAY + 1 - 90_000, filled.timeMsc(), "once, not twice");
    }

    @Test
    void aPartIsFilledInWholeSteps() {
        PaperRig rig =
                PaperRig.quoted("{'faults':{'partialFillRate':1},'specs':[{'name':'EURUSD','fillings':['ioc']}]}");
        TradeResult.Filled part = rig.open(Side.BUY, 1);
        assertEquals(Retcode.DONE_PARTIAL.code(), part.retcode());
        assertTrue(part.volume() >= 0.1 && part.volume() < 1, "lots: " + part.volume());
        assertTrue(rig.quotes.spec("EURUSD").volume().onStep(part.volume()));
        assertEquals(part.volume(), rig.broker.positions().get(0).volume());
    }
}
