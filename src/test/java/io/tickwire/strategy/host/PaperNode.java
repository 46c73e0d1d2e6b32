package io.tickwire.strategy.host;

import static io.tickwire.ops.Awaiting.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.Tick;
import io.tickwire.domain.TradeMode;
import io.tickwire.domain.message.AccountEvent;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.BarHistory;
import io.tickwire.domain.message.PositionsEvent;
import io.tickwire.domain.message.Resume;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.StrategyAnswer;
import io.tickwire.domain.message.StrategyCommand;
import io.tickwire.domain.message.StrategyStatus;
import io.tickwire.domain.message.SymbolList;
import io.tickwire.ops.Clock;
import io.tickwire.ops.StrategyMetrics;
import io.tickwire.strategy.pack.StrategyCompiler;
import io.tickwire.strategy.pack.StrategyFolder;
import io.tickwire.strategy.pack.StrategyLoader;
import io.tickwire.strategy.pack.VersionStore;
import io.tickwire.terminal.SymbolCatalogue;
import io.tickwire.verticles.StrategyHost;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A node with one strategy's host, an account that fills at once, and a market that a test moves. */
public final class PaperNode implements AutoCloseable {
    public static final String ACCOUNT = "sim";
    public static final String ID = "probe";

    private final Vertx vertx = Vertx.vertx();
    private final TypedBus bus = TypedBus.install(vertx);
    private final Clock clock = Clock.system();
    private final Path root;
    private final StrategyLoader loader = new StrategyLoader(new StrategyCompiler());
    public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Map<Long, Position> positions = new TreeMap<>();
    private final Map<UUID, Integer> signals = new HashMap<>();
    private final List<Signal> done = new ArrayList<>();
    private final AtomicLong seq = new AtomicLong();
    private long ticket = 1000;
    private String host = "";
    private Duration blockedAfter = Duration.ofMillis(300);
    private int faultBudget = 5;
    private volatile boolean known = true;
    private boolean answers = true;
    private final List<Runnable> held = new ArrayList<>();

    /** @param root a folder of the test's own */
    public PaperNode(Path root) {
        this.root = root;
        bus.serve(Addresses.submit(ACCOUNT), request -> {
            Promise<SignalAnswer> answer = Promise.promise();
            answer(() -> answer.complete(fill(request.signal())));
            return answer.future();
        });
        bus.serve(Addresses.accountState(ACCOUNT), query -> Future.succeededFuture(state()));
        bus.serve(
                Addresses.symbols(ACCOUNT),
                query -> Future.succeededFuture(new SymbolList(Map.of("EURUSD", SymbolCatalogue.spec("EURUSD")))));
        bus.serve(Addresses.recentBars(ACCOUNT), query -> Future.succeededFuture(new BarHistory(true, List.of())));
    }

    public PaperNode blockedAfter(Duration patience) {
        blockedAfter = patience;
        return this;
    }

    /** Whether orders are answered; those that came while they were not are answered when they are again. */
    public synchronized void answers(boolean now) {
        answers = now;
        if (now) {
            held.forEach(Runnable::run);
            held.clear();
        }
    }

    private synchronized void answer(Runnable order) {
        if (answers) {
            order.run();
        } else {
            held.add(order);
        }
    }

    /** Whether the account's positions can be read. */
    public void known(boolean now) {
        known = now;
    }

    public TypedBus bus() {
        return bus;
    }

    public Vertx vertx() {
        return vertx;
    }

    public Path folder() {
        return root.resolve("strategies").resolve(ID);
    }

    public Path kept() {
        return root.resolve("kept").resolve(ID);
    }

    /** Writes the descriptor with these lines added. */
    public PaperNode descriptor(String version, String more) {
        return write("strategy.json", """
                {"id": "probe", "version": "%s", "apiVersion": 1, "mainClass": "Probe", "symbols": ["EURUSD"],
                 "timeframes": ["M1"]%s}
                """.formatted(version, more.isEmpty() ? "" : ",\n" + more));
    }

    /** Writes a class {@code Probe} with this body. */
    public PaperNode probe(String body) {
        return write("Probe.java", """
                import io.tickwire.domain.*;
                import io.tickwire.strategy.*;
                import java.util.*;

                public final class Probe implements Strategy {
                    private StrategyContext context;

                    @Override
                    public void onStart(StrategyContext own) throws Exception {
                        context = own;
                        started();
                    }

                    private void started() throws Exception {
                        context.log().info("started");
                    }
                %s
                }
                """.formatted(body));
    }

    public PaperNode write(String name, String text) {
        try {
            Files.createDirectories(folder());
            Files.writeString(folder().resolve(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the host. */
    public PaperNode start() {
        StrategyFolder folders = new StrategyFolder(root.resolve("strategies"));
        HostParts.Limits limits = new HostParts.Limits(
                blockedAfter,
                Duration.ofSeconds(5),
                faultBudget,
                Duration.ofSeconds(60),
                100_000,
                5,
                Duration.ofMillis(200));
        HostParts.Markets markets = new HostParts.Markets(ACCOUNT, ZoneOffset.UTC, ACCOUNT::equals, terminal -> false);
        host = await(vertx.deployVerticle(new StrategyHost(
                (here, aside, later, verticles) -> new HostParts(
                        ID,
                        folders,
                        new VersionStore(kept(), 3),
                        loader,
                        bus,
                        clock,
                        new StrategyMetrics(registry),
                        limits,
                        markets,
                        here,
                        aside,
                        later,
                        verticles),
                Duration.ofMillis(50),
                UUID.randomUUID())));
        return this;
    }

    /** Ends the host as a node that stops does. */
    public void stop() {
        await(vertx.undeploy(host));
    }

    public StrategyAnswer command(StrategyCommand.Kind kind) {
        return await(bus.request(Addresses.strategy(ID), StrategyCommand.of(kind)), 30);
    }

    public StrategyAnswer command(StrategyCommand command) {
        return await(bus.request(Addresses.strategy(ID), command), 30);
    }

    public StrategyStatus status() {
        return command(StrategyCommand.Kind.STATUS).status();
    }

    /** Texts of its log. */
    public List<String> log() {
        return command(StrategyCommand.Kind.LOG).lines().stream()
                .map(StrategyAnswer.Line::text)
                .toList();
    }

    /** Publishes a tick; from one context only, as a poller does. @return its number */
    public long tick(double bid) {
        long number = seq.incrementAndGet();
        bus.publish(
                Addresses.ticks("EURUSD"),
                new Tick(
                        "EURUSD", clock.millis(), bid, bid + 0.0001, 0, 0, 6, 1, number, clock.nanos(), clock.nanos()));
        return number;
    }

    /** The terminal closes a position by itself. */
    public synchronized void stopOut(long positionTicket) {
        Position over = positions.remove(positionTicket);
        Execution execution = new Execution(
                ++ticket, over.ticket(), over.symbol(), "stop_loss", 1.1, over.volume(), -5, clock.millis(), 10009);
        bus.publish(
                Addresses.executions(ACCOUNT),
                new io.tickwire.domain.message.ExecutionEvent(
                        ACCOUNT, 1, ticket, clock.millis(), null, over.symbol(), null, "success", execution, null));
        publish();
    }

    private synchronized SignalAnswer fill(Signal signal) {
        signals.merge(signal.id(), 1, Integer::sum);
        done.add(signal);
        long number = ++ticket;
        Execution execution;
        if (signal.action() == SignalAction.CLOSE) {
            Position over = positions.remove(signal.ticket());
            if (over == null) {
                return new SignalAnswer(
                        new SignalOutcome.Refused(
                                signal.id(), Refusal.of(ErrorCode.POSITION_NOT_FOUND, "no such position")),
                        false);
            }
            execution = new Execution(
                    number, signal.ticket(), signal.symbol(), "close", 1.1, over.volume(), 1.5, clock.millis(), 10009);
        } else {
            positions.put(number, position(signal, number));
            execution = new Execution(
                    number, number, signal.symbol(), "buy", 1.1, signal.volume(), 0, clock.millis(), 10009);
        }
        publish();
        return new SignalAnswer(new SignalOutcome.Executed(signal.id(), execution), false);
    }

    private static Position position(Signal signal, long number) {
        return new Position(
                number,
                signal.symbol(),
                signal.action() == SignalAction.BUY ? Side.BUY : Side.SELL,
                signal.volume(),
                1.1,
                1,
                0,
                0,
                1.1,
                0,
                0,
                signal.magic(),
                "");
    }

    private void publish() {
        bus.publish(Addresses.positions(ACCOUNT), new PositionsEvent(ACCOUNT, 1, ticket, 1, open()));
    }

    private List<Position> open() {
        return List.copyOf(positions.values());
    }

    private synchronized AccountState state() {
        AccountSnapshot money = new AccountSnapshot(
                "1", "", "", "", "USD", 100, TradeMode.DEMO, MarginMode.HEDGING, 10_000, 0, 10_000, 0, 10_000, 0, 0);
        return new AccountState(
                new AccountEvent(ACCOUNT, 1, 1, 1, money),
                known ? new PositionsEvent(ACCOUNT, 1, 1, 1, open()) : null,
                List.of(),
                new Resume(1, 0),
                null,
                0,
                true);
    }

    /** Signals that were executed, in their order. */
    public synchronized List<Signal> done() {
        return List.copyOf(done);
    }

    public synchronized List<Position> positions() {
        return open();
    }

    /** Signals whose id came more than once. */
    public synchronized long doubled() {
        return signals.values().stream().filter(times -> times > 1).count();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
