package io.tickwire.terminal.link;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.LinkConfig;
import io.tickwire.domain.Deal;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeMode;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.VolumeRule;
import io.tickwire.domain.message.TerminalStatus.Status;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.terminal.Answer;
import io.tickwire.protocol.terminal.LinkCommand;
import io.tickwire.protocol.terminal.LinkCommandCodec;
import io.tickwire.protocol.terminal.LinkMessage;
import io.tickwire.protocol.terminal.LinkMessage.NumberedTick;
import io.tickwire.terminal.ConnectRefusedException;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.SymbolCatalogue;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalUnavailableException;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the link does when a terminal does not do what it should. */
final class LinkGatewayTest {
    private static final OpenMarket ORDER = new OpenMarket("tw:a", "EURUSD", Side.BUY, 0.1, 0, 0, 20, 1, "tw:a");
    private static final int OFFSET_S = 7200;

    private final LinkGateway gateway = gateway("{\"login\":10001,\"maxTicks\":16}");

    /** A terminal played by the test. */
    private static final class FakePeer implements LinkPeer {
        private final List<LinkCommand> heard = new CopyOnWriteArrayList<>();
        private final List<String> closed = new CopyOnWriteArrayList<>();

        @Override
        public void send(String text) {
            Decoded<LinkCommand> decoded = LinkCommandCodec.decode(text.getBytes(StandardCharsets.UTF_8));
            heard.add(((Decoded.Message<LinkCommand>) decoded).value());
        }

        @Override
        public void close(CloseCode code, String reason) {
            closed.add(code + ": " + reason);
        }

        long count(Class<? extends LinkCommand> type) {
            return heard.stream().filter(type::isInstance).count();
        }

        <C extends LinkCommand> C await(Class<C> type) {
            Awaitility.await().until(() -> heard.stream().anyMatch(type::isInstance));
            return type.cast(heard.stream().filter(type::isInstance).findFirst().orElseThrow());
        }
    }

    private static LinkConfig config(String link) {
        return LinkRig.config("{\"terminals\":[{\"type\":\"link\",\"link\":" + link + "}]}")
                .primaryTerminal()
                .link();
    }

    private static LinkGateway gateway(String link) {
        return gateway(config(link));
    }

    private static LinkGateway gateway(LinkConfig config) {
        return new LinkGateway(
                "mt5",
                config,
                Executors.newSingleThreadScheduledExecutor(),
                Clock.system(),
                new Metrics(new SimpleMeterRegistry()));
    }

    private static LinkMessage.Hello hello(TradeMode mode, long epoch) {
        return hello(mode, "Demo", epoch, SymbolCatalogue.spec("EURUSD"));
    }

    private static LinkMessage.Hello hello(TradeMode mode, String server, long epoch, SymbolSpec symbol) {
        return new LinkMessage.Hello(
                10001,
                "Ada",
                server,
                "Broker",
                "USD",
                100,
                mode,
                MarginMode.HEDGING,
                4000,
                "1.0",
                OFFSET_S,
                epoch,
                List.of(symbol));
    }

    private FakePeer dialIn(long epoch) {
        FakePeer peer = new FakePeer();
        gateway.attach(peer, hello(TradeMode.DEMO, epoch));
        peer.await(LinkCommand.Welcome.class);
        return peer;
    }

    @AfterEach
    void close() {
        await(gateway.close());
    }

    @Test
    void refusesOrdersAndSaysWhatToDoWhileNoTerminalHasDialledIn() {
        assertEquals(
                new TradeResult.Rejected(Retcode.CONNECTION.code(), Retcode.CONNECTION.text()),
                await(gateway.submit(ORDER)));
        Throwable refused = assertThrows(RuntimeException.class, () -> await(gateway.connect("", 0, "")));
        assertTrue(((ConnectRefusedException) refused.getCause()).suggestion().contains("10001"));
        assertEquals(Status.DISCONNECTED, gateway.status().status());
    }

    @Test
    void tellsSymbolsAndStatusWhenItsTerminalDialsInLater() {
        List<TerminalEvent> events = new CopyOnWriteArrayList<>();
        gateway.onEvent(events::add);
        dialIn(1);
        Awaitility.await().until(() -> events.size() == 2);
        assertInstanceOf(TerminalEvent.SymbolAdded.class, events.get(0));
        assertInstanceOf(TerminalEvent.StatusChanged.class, events.get(1));
        assertTrue(await(gateway.connect("Demo", 10001, "")).connected());
    }

    @Test
    void refusesAnAccountWithRealMoney() {
        FakePeer peer = new FakePeer();
        gateway.attach(peer, hello(TradeMode.REAL, 1));
        Awaitility.await().until(() -> !peer.closed.isEmpty());
        assertTrue(peer.closed.get(0).startsWith("POLICY") && peer.closed.get(0).contains("live"), peer.closed.get(0));
        assertTrue(gateway.status().lastError().startsWith("refused: account 10001 has real money"), "health says it");
        assertFalse(gateway.status().connected());
    }

    @Test
    void takesAnAccountWithRealMoneyThatIsNamedAndAllowed() {
        // No configuration may say so in this release; the gateway is ready for the one that may.
        LinkConfig demo = config("{\"login\":10001}");
        LinkGateway live = gateway(new LinkConfig(
                demo.login(),
                true,
                demo.symbols(),
                demo.requestTimeout(),
                demo.lateReplies(),
                demo.maxPending(),
                demo.maxTicks()));
        FakePeer peer = new FakePeer();
        live.attach(peer, hello(TradeMode.REAL, 1));
        peer.await(LinkCommand.Welcome.class);
        assertEquals(List.of(), peer.closed);
        await(live.close());
    }

    @Test
    void leavesOrdersInFlightUnknownWhenTheConnectionEnds() {
        FakePeer peer = dialIn(1);
        Future<TradeResult> result = gateway.submit(ORDER);
        String id = peer.await(LinkCommand.Trade.class).requestId();
        gateway.lost(peer, "closed with 1006");
        assertInstanceOf(TradeResult.Unknown.class, await(result));
        assertEquals(Status.RECONNECTING, gateway.status().status());
        FakePeer again = dialIn(1);
        gateway.receive(again, done(id));
        Awaitility.await().until(() -> gateway.stats().ignoredReplies() == 1);
        assertTrue(again.heard.stream().noneMatch(LinkCommand.Trade.class::isInstance), "never sent again");
    }

    @Test
    void replacesAConnectionByOneThatIsNotOlder() {
        FakePeer first = dialIn(5);
        Future<TradeResult> result = gateway.submit(ORDER);
        first.await(LinkCommand.Trade.class);
        dialIn(5);
        assertInstanceOf(TradeResult.Unknown.class, await(result));
        assertTrue(first.closed.get(0).contains("replaced"));
        FakePeer older = new FakePeer();
        gateway.attach(older, hello(TradeMode.DEMO, 4));
        Awaitility.await().until(() -> !older.closed.isEmpty());
        assertTrue(gateway.status().connected());
    }

    @Test
    void deliversAReplyThatComesAfterTheDeadline() {
        LinkGateway hasty = gateway("{\"login\":10001,\"requestTimeout\":\"50ms\",\"lateReplies\":\"10s\"}");
        FakePeer peer = new FakePeer();
        hasty.attach(peer, hello(TradeMode.DEMO, 1));
        Future<TradeResult> result = hasty.submit(ORDER);
        LinkCommand.Trade trade = peer.await(LinkCommand.Trade.class);
        Awaitility.await().until(() -> Clock.system().millis() > trade.deadlineMsc());
        assertFalse(result.isComplete());
        hasty.receive(peer, done(trade.requestId()));
        assertEquals(
                7, assertInstanceOf(TradeResult.Filled.class, await(result)).deal());
        await(hasty.close());
    }

    @Test
    void failsAReadThatIsNotAnswered() {
        LinkGateway hasty = gateway("{\"login\":10001,\"requestTimeout\":\"50ms\"}");
        hasty.attach(new FakePeer(), hello(TradeMode.DEMO, 1));
        Throwable failure = assertThrows(RuntimeException.class, () -> await(hasty.positions()));
        assertInstanceOf(TerminalUnavailableException.class, failure.getCause());
        await(hasty.close());
    }

    @Test
    void convertsBrokerTimeWithTheOffsetOfTheHello() {
        FakePeer peer = dialIn(1);
        Future<List<Deal>> deals = gateway.deals(1_000_000, 2_000_000);
        LinkCommand.DealsGet asked = peer.await(LinkCommand.DealsGet.class);
        assertEquals(1_000_000 + OFFSET_S * 1000L, asked.fromMsc());
        Deal deal = deal(7, asked.toMsc());
        gateway.receive(peer, LinkMessage.Reply.of(asked.requestId(), 10009, new Answer.Deals(List.of(deal), false)));
        assertEquals(2_000_000, await(deals).get(0).timeMsc());
    }

    @Test
    void tellsADealOnce() {
        List<TerminalEvent> events = new CopyOnWriteArrayList<>();
        FakePeer peer = dialIn(1);
        gateway.onEvent(events::add);
        gateway.receive(peer, new LinkMessage.DealDone(deal(7, 1_000_000_000_000L)));
        gateway.receive(peer, new LinkMessage.DealDone(deal(7, 1_000_000_000_000L)));
        gateway.receive(peer, new LinkMessage.DealDone(deal(8, 1_000_000_000_000L)));
        await(gateway.symbols());
        assertEquals(
                List.of(7L, 8L),
                events.stream()
                        .map(event -> ((TerminalEvent.DealDone) event).deal().ticket())
                        .toList());
    }

    @Test
    void keepsOnlyTheNewestTickOfASymbolBeyondTheBound() {
        FakePeer peer = dialIn(1);
        for (int i = 0; i < 40; i++) {
            gateway.receive(peer, tick(i));
        }
        gateway.receive(peer, tick(39));
        List<RawTick> left = await(gateway.pollTicks(100));
        assertEquals(1, left.size());
        assertEquals(1_000_000_000_039L - OFFSET_S * 1000L, left.get(0).timeMsc());
        assertEquals(39, gateway.stats().conflatedTicks());
        assertEquals(1, gateway.stats().repeatedTicks());
    }

    @Test
    void takesTicksAgainThatCountFromTheBeginningInANewEpoch() {
        gateway.receive(dialIn(1), tick(9));
        gateway.receive(dialIn(2), tick(0));
        assertEquals(2, await(gateway.pollTicks(100)).size());
    }

    @Test
    void tellsASymbolWhoseFiguresChangedWhileItsTerminalWasAway() {
        FakePeer first = dialIn(1);
        List<TerminalEvent> events = new CopyOnWriteArrayList<>();
        gateway.onEvent(events::add);
        gateway.lost(first, "closed with 1006");
        SymbolSpec usual = SymbolCatalogue.spec("EURUSD");
        SymbolSpec larger = new SymbolSpec(
                usual.name(),
                usual.description(),
                usual.digits(),
                usual.contractSize(),
                new VolumeRule(0.1, 50, 0.1),
                usual.currencies(),
                30,
                0);
        gateway.attach(new FakePeer(), hello(TradeMode.DEMO, "Demo", 2, larger));
        gateway.attach(new FakePeer(), hello(TradeMode.DEMO, "Demo", 2, larger));
        assertEquals(0.1, await(gateway.symbols()).get(0).volume().min());
        assertEquals(
                List.of(30),
                events.stream()
                        .filter(TerminalEvent.SymbolChanged.class::isInstance)
                        .map(event ->
                                ((TerminalEvent.SymbolChanged) event).spec().stopsLevel())
                        .toList(),
                "once, not again when nothing changed");
    }

    @Test
    void refusesAnAccountThatIsAnotherOneAfterAReconnect() {
        gateway.lost(dialIn(1), "closed with 1006");
        SymbolSpec symbol = SymbolCatalogue.spec("EURUSD");
        for (LinkMessage.Hello other :
                List.of(hello(TradeMode.REAL, "Demo", 2, symbol), hello(TradeMode.DEMO, "Elsewhere", 2, symbol))) {
            FakePeer peer = new FakePeer();
            gateway.attach(peer, other);
            Awaitility.await().until(() -> !peer.closed.isEmpty());
            assertTrue(
                    peer.closed.get(0).contains("real money")
                            || peer.closed.get(0).contains("Elsewhere"),
                    peer.closed.toString());
            assertTrue(peer.heard.stream().noneMatch(LinkCommand.Welcome.class::isInstance));
            assertEquals(Status.RECONNECTING, gateway.status().status());
        }
        dialIn(2);
        assertTrue(gateway.status().connected());
    }

    @Test
    void saysWhyItRefusesWhenTooManyRequestsWait() {
        LinkGateway narrow = gateway("{\"login\":10001,\"maxPending\":1}");
        FakePeer peer = new FakePeer();
        narrow.attach(peer, hello(TradeMode.DEMO, 1));
        Future<TradeResult> waits = narrow.submit(ORDER);
        TradeResult.Rejected refused = assertInstanceOf(TradeResult.Rejected.class, await(narrow.submit(ORDER)));
        assertEquals(Retcode.TOO_MANY_REQUESTS.code(), refused.retcode());
        assertEquals("1 requests wait for the terminal already: link.maxPending", refused.comment());
        Throwable read = assertThrows(RuntimeException.class, () -> await(narrow.positions()));
        assertTrue(read.getCause().getMessage().contains("link.maxPending"), read.toString());
        narrow.receive(peer, done(peer.await(LinkCommand.Trade.class).requestId()));
        await(waits);
        assertFalse(narrow.submit(ORDER).isComplete(), "there is room again");
        Awaitility.await().until(() -> peer.count(LinkCommand.Trade.class) == 2);
        await(narrow.close());
    }

    @Test
    void failsAReadThatSaysMoreAndGivesNothing() {
        FakePeer peer = dialIn(1);
        Future<?> positions = gateway.positions();
        LinkCommand.PositionsGet asked = peer.await(LinkCommand.PositionsGet.class);
        gateway.receive(peer, LinkMessage.Reply.of(asked.requestId(), 10009, new Answer.Positions(List.of(), true)));
        Throwable failure = assertThrows(RuntimeException.class, () -> await(positions));
        assertInstanceOf(TerminalUnavailableException.class, failure.getCause());
    }

    private static LinkMessage tick(int i) {
        return new LinkMessage.Ticks(
                List.of(new NumberedTick(RawTick.quote("EURUSD", 1_000_000_000_000L + i, 1.1, 1.2), i)));
    }

    private static Deal deal(long ticket, long timeMsc) {
        return new Deal(
                ticket,
                1,
                1,
                "EURUSD",
                Side.SELL,
                Deal.Entry.OUT,
                Deal.Reason.STOP_LOSS,
                0.1,
                1.1,
                -5,
                0,
                0,
                timeMsc,
                1,
                "[sl]");
    }

    private static LinkMessage.Reply done(String id) {
        return new LinkMessage.Reply(id, 10009, "", 6, 7, 8, 1.1, 0.1, 0, 1_000_000_000_000L, new Answer.None());
    }
}
