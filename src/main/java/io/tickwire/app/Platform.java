package io.tickwire.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.config.VerticlesConfig;
import io.tickwire.edge.EdgeParts;
import io.tickwire.edge.EdgeStats;
import io.tickwire.journal.MemoryJournal;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.VerticleUnit;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.link.LinkHub;
import io.tickwire.verticles.SessionGuard;
import io.tickwire.verticles.SignalExecutor;
import io.tickwire.verticles.Supervisor;
import io.tickwire.verticles.TickPoller;
import io.tickwire.verticles.WebSocketEdge;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The composition root: builds everything that a node runs, and is the only place that builds verticles. */
public final class Platform {
    private final TickwireConfig config;
    private final Clock clock;
    private final TypedBus bus;
    private final Metrics metrics;
    private final PrometheusMeterRegistry registry;
    private final Map<String, TerminalGateway> terminals = new LinkedHashMap<>();
    private final LinkHub links = new LinkHub();

    /** @throws io.tickwire.terminal.feeds.FeedException when a recorded feed cannot be read */
    public Platform(Vertx vertx, TickwireConfig config, Clock clock, PrometheusMeterRegistry registry) {
        this.config = config;
        this.clock = clock;
        this.registry = registry;
        this.bus = TypedBus.install(vertx);
        this.metrics = new Metrics(registry);
        Terminals builder = new Terminals(config, clock, metrics, links);
        config.terminals().forEach(terminal -> terminals.put(terminal.id(), builder.build(terminal)));
    }

    /** The verticle that starts all others. */
    public Deployable supervisor() {
        return new Supervisor(units(), config.verticles().supervisor(), bus, clock, metrics);
    }

    /** Ends the terminals; after the verticles are gone. */
    public Future<Void> close() {
        return Future.join(
                        terminals.values().stream().map(TerminalGateway::close).toList())
                .mapEmpty();
    }

    private List<VerticleUnit> units() {
        VerticlesConfig wanted = config.verticles();
        List<VerticleUnit> units = new ArrayList<>();
        if (wanted.sessionGuard().enabled()) {
            units.add(guard());
        }
        for (TerminalConfig terminal : config.terminals()) {
            if (wanted.tickPoller().enabled()) {
                units.add(poller(terminal));
            }
            if (wanted.signalExecutor().enabled()) {
                units.add(executor(terminal));
            }
        }
        if (wanted.webSocketEdge().enabled()) {
            units.add(edge(wanted.webSocketEdge().instances()));
        }
        return units;
    }

    private VerticleUnit guard() {
        return new VerticleUnit(
                "SessionGuard",
                1,
                () -> new SessionGuard(config.limits(), bus, clock, metrics),
                List.of(
                        Addresses.SESSION_OPEN.toString(),
                        Addresses.PERMIT.toString(),
                        Addresses.HEARTBEAT.toString()));
    }

    private VerticleUnit poller(TerminalConfig terminal) {
        String id = terminal.id();
        return new VerticleUnit(
                "TickPoller " + id,
                1,
                () -> new TickPoller(config, terminal, terminals.get(id), bus, clock, metrics, clock.millis()),
                List.of(
                        Addresses.ticks("*").toString(),
                        Addresses.recentTicks(id).toString(),
                        Addresses.recentBars(id).toString(),
                        Addresses.quote(id).toString()));
    }

    private VerticleUnit executor(TerminalConfig terminal) {
        String id = terminal.id();
        long epoch = clock.millis();
        // The journal outlives a redeploy of its executor: what was sent stays known.
        MemoryJournal journal = new MemoryJournal(config.execution().journalEntries(), epoch);
        return new VerticleUnit(
                "SignalExecutor " + id,
                1,
                () -> new SignalExecutor(
                        id, config.execution(), terminals.get(id), journal, bus, clock, metrics, epoch),
                List.of(
                        Addresses.submit(id).toString(),
                        Addresses.executions(id).toString(),
                        Addresses.account(id).toString(),
                        Addresses.positions(id).toString()));
    }

    private VerticleUnit edge(int configured) {
        int instances = configured == 0 ? Runtime.getRuntime().availableProcessors() : configured;
        EdgeParts parts = new EdgeParts(
                config,
                bus,
                clock,
                metrics,
                new EdgeStats(),
                UUID::randomUUID,
                () -> config.metrics().enabled() ? registry.scrape() : "",
                links);
        AtomicInteger number = new AtomicInteger();
        return new VerticleUnit(
                "WebSocketEdge",
                instances,
                () -> new WebSocketEdge(parts, "edge" + number.incrementAndGet(), clock.millis()),
                List.of(Addresses.pace("*").toString()));
    }
}
