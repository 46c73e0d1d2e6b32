package io.tickwire.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.internal.PlatformDependent;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.Listener;
import io.tickwire.config.MqttBridgeConfig;
import io.tickwire.config.StorageConfig;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.config.VerticlesConfig;
import io.tickwire.domain.message.Drain;
import io.tickwire.domain.message.ReloadConfig;
import io.tickwire.edge.EdgeParts;
import io.tickwire.edge.EdgeStats;
import io.tickwire.edge.ListenerTls;
import io.tickwire.edge.inference.InferenceParts;
import io.tickwire.edge.mqtt.MqttParts;
import io.tickwire.edge.mqtt.topics.Places;
import io.tickwire.edge.mqtt.topics.PlatformTopics;
import io.tickwire.edge.rest.ApiContract;
import io.tickwire.edge.rest.RestParts;
import io.tickwire.journal.SqliteStore;
import io.tickwire.ops.Clock;
import io.tickwire.ops.HistoryMetrics;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Version;
import io.tickwire.ops.VerticleUnit;
import io.tickwire.session.RequestRates;
import io.tickwire.session.auth.AuditEvent;
import io.tickwire.session.auth.AuditEvent.What;
import io.tickwire.session.auth.AuditLog;
import io.tickwire.session.auth.Keyring;
import io.tickwire.session.auth.UnusableKeyException;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.link.LinkHub;
import io.tickwire.verticles.InferenceSocket;
import io.tickwire.verticles.JournalWriter;
import io.tickwire.verticles.MqttBridge;
import io.tickwire.verticles.MqttEdge;
import io.tickwire.verticles.MqttTopics;
import io.tickwire.verticles.Supervisor;
import io.tickwire.verticles.WebSocketEdge;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The composition root: builds everything that a node runs, and is the only place that builds verticles. */
public final class Platform {
    private final Vertx vertx;
    private final RequestRates rates;
    private final LogLevels logLevels = new LogLevels();
    private final ConfigReload reload;
    /** What a verticle that starts now is made with. */
    private volatile TickwireConfig config;

    private final Clock clock;
    private final TypedBus bus;
    private final Metrics metrics;
    private final PrometheusMeterRegistry registry;
    private final SqliteStore store;
    private final Keyring keys;
    private final Map<String, ListenerTls> tls = new LinkedHashMap<>();
    private final AuditLog audit;
    private final ModelServer models;
    private final MqttServer mqtt;
    private final Future<RestParts> rest;
    private final ZmqNode zmq;
    private final Map<String, TerminalGateway> terminals = new LinkedHashMap<>();
    private final LinkHub links = new LinkHub();
    private volatile boolean stopping;

    /**
     * @param source where the configuration comes from
     * @throws io.tickwire.terminal.feeds.FeedException when a recorded feed cannot be read
     * @throws UnusableKeyException when a key or certificate cannot be used
     */
    public Platform(Vertx vertx, ConfigSource source, Clock clock, PrometheusMeterRegistry registry)
            throws UnusableKeyException {
        TickwireConfig config = source.running();
        this.vertx = vertx;
        // It takes a while, and only the edges wait for it.
        this.rates = new RequestRates(config.limits().requestsPerSecond());
        this.rest = ApiContract.load(vertx, Version.text()).map(contract -> new RestParts(contract, rates));
        this.keys = new Keyring(config.auth());
        for (Listener listener : config.listeners()) {
            tls.put(listener.name(), ListenerTls.open(listener.name(), listener.tls()));
        }
        this.config = config;
        this.clock = clock;
        this.registry = registry;
        this.bus = TypedBus.install(vertx);
        this.reload = new ConfigReload(vertx, bus, source.written(), config, source.reader(), this::use);
        logLevels.apply(config.log());
        this.metrics = new Metrics(registry);
        metrics.directMemory(PlatformDependent::usedDirectMemory);
        this.audit = new AuditLog(Path.of(config.storage().path(), "audit.log"), metrics);
        audit.note(new AuditEvent(
                clock.millis(),
                What.START,
                "",
                "",
                "",
                "authentication " + (config.auth().enabled() ? "on" : "off"),
                "ok",
                ""));
        this.models = ModelServer.of(config, bus, clock, metrics);
        this.store = config.storage().journal() == StorageConfig.Kind.SQLITE
                ? new SqliteStore(Path.of(config.storage().path()), metrics::journaled)
                : null;
        this.mqtt = MqttServer.of(vertx, config, bus, clock, registry);
        this.zmq = ZmqNode.of(() -> this.config, bus, clock, metrics);
        Terminals builder = new Terminals(config, clock, metrics, links);
        config.terminals().forEach(terminal -> terminals.put(terminal.id(), builder.build(terminal)));
    }

    /** The verticle that starts all others. */
    public Deployable supervisor() {
        return new Supervisor(units(), config.verticles().supervisor(), reload::run, bus, clock, metrics);
    }

    /** What holds from now on; verticles take it when they are made. */
    private void use(TickwireConfig changed) {
        config = changed;
        rates.use(changed.limits().requestsPerSecond());
        logLevels.apply(changed.log());
    }

    /** Reads the configuration again and applies what can change; says in the log what came of it. */
    void reloadConfig() {
        bus.request(Addresses.RELOAD, new ReloadConfig());
    }

    /** Lets executors finish what is under way, while terminals, journal and clients are still there. */
    public Future<Void> drain() {
        stopping = true;
        mqtt.sayOffline(clock.millis());
        return Future.join(terminals.keySet().stream()
                        .map(account -> bus.request(Addresses.drain(account), new Drain()))
                        .toList())
                .otherwiseEmpty()
                .mapEmpty();
    }

    /** Ends the terminals; after the verticles are gone. */
    public Future<Void> close() {
        return Future.join(
                        terminals.values().stream().map(TerminalGateway::close).toList())
                .onComplete(done -> {
                    mqtt.close();
                    models.close();
                    audit.close();
                })
                .mapEmpty();
    }

    private List<VerticleUnit> units() {
        VerticlesConfig wanted = config.verticles();
        List<VerticleUnit> units = new ArrayList<>();
        if (store != null) {
            units.add(journalWriter());
        }
        if (wanted.history().enabled()) {
            units.add(HistoryServer.unit(() -> config, terminals, bus, clock, metrics, new HistoryMetrics(registry)));
        }
        if (wanted.sessionGuard().enabled()) {
            units.add(GuardServer.unit(vertx, () -> config, keys, audit, bus, clock, metrics));
        }
        for (TerminalConfig terminal : config.terminals()) {
            AccountServer account =
                    new AccountServer(() -> config, terminal, terminals.get(terminal.id()), bus, clock, metrics);
            if (wanted.tickPoller().enabled()) {
                units.add(account.poller());
            }
            if (wanted.signalExecutor().enabled()) {
                units.add(account.executor(store));
            }
        }
        if (wanted.inference().enabled()) {
            units.add(models.keeper());
            units.add(models.inference(instances(wanted.inference())));
        }
        if (wanted.webSocketEdge().enabled()) {
            units.add(edge(instances(wanted.webSocketEdge())));
        }
        if (wanted.mqttEdge().enabled() && config.mqtt().enabled()) {
            units.add(mqtt(instances(wanted.mqttEdge().instances())));
            if (mqtt.tree().exists()) {
                units.add(mqttTopics());
            }
            config.mqtt().bridges().forEach(bridge -> units.add(mqttBridge(bridge)));
        }
        zmq.unit().ifPresent(units::add);
        if (wanted.strategyHost().enabled()) {
            units.add(StrategyServer.unit(config, Map.copyOf(terminals), bus, clock, registry));
        }
        if (wanted.backtester().enabled()) {
            units.add(BacktestServer.unit(config, bus, clock));
        }
        if (wanted.inferenceSocket().enabled() && config.inference().enabled()) {
            units.add(inferenceSocket(instances(wanted.inferenceSocket())));
        }
        return units;
    }

    private VerticleUnit mqtt(int instances) {
        MqttParts parts = new MqttParts(
                config, mqtt.node(), mqtt.nodeId(), bus, clock, metrics, mqtt.metrics(), audit, tls, () -> stopping);
        AtomicInteger number = new AtomicInteger();
        return new VerticleUnit(
                "MqttEdge", instances, () -> new MqttEdge(parts, "mqtt" + number.incrementAndGet()), List.of());
    }

    private VerticleUnit mqttBridge(MqttBridgeConfig bridge) {
        int maxPacketBytes = config.mqtt().limits().maxPacketBytes();
        return new VerticleUnit(
                "MqttBridge " + bridge.name(),
                1,
                () -> new MqttBridge(bridge, mqtt.node(), mqtt.nodeId(), maxPacketBytes, bus, mqtt.metrics()),
                List.of());
    }

    private VerticleUnit mqttTopics() {
        Places places = new Places();
        return new VerticleUnit(
                "MqttTopics",
                1,
                () -> new MqttTopics(
                        new PlatformTopics(config, bus, mqtt.node(), mqtt.tree(), places, UUID::randomUUID, clock),
                        clock,
                        metrics),
                List.of());
    }

    private VerticleUnit inferenceSocket(int instances) {
        AtomicInteger number = new AtomicInteger();
        return new VerticleUnit(
                "InferenceSocket",
                instances,
                () -> new InferenceSocket(
                        new InferenceParts(
                                config,
                                bus,
                                clock,
                                metrics,
                                audit,
                                tls.get("inference"),
                                () -> stopping,
                                Platform::endProcess),
                        "socket" + number.incrementAndGet()),
                List.of());
    }

    /** Its hooks wait for event loops, so none of these may wait for it. */
    private static void endProcess() {
        new Thread(() -> System.exit(ExitCode.OK.code()), "stop-by-client").start();
    }

    private VerticleUnit journalWriter() {
        return new VerticleUnit("JournalWriter", 1, () -> new JournalWriter(store, bus), List.of());
    }

    private static int instances(VerticlesConfig.ScaledConfig unit) {
        return instances(unit.instances());
    }

    /** 0 = one per core. */
    static int instances(int configured) {
        return configured == 0 ? Runtime.getRuntime().availableProcessors() : configured;
    }

    private VerticleUnit edge(int instances) {
        EdgeStats stats = new EdgeStats();
        Supplier<EdgeParts> parts = () -> new EdgeParts(
                config,
                bus,
                clock,
                metrics,
                stats,
                UUID::randomUUID,
                () -> config.metrics().enabled() ? registry.scrape() : "",
                links,
                audit,
                tls,
                () -> stopping);
        AtomicInteger number = new AtomicInteger();
        return new VerticleUnit(
                "WebSocketEdge",
                instances,
                () -> new WebSocketEdge(parts.get(), rest, "edge" + number.incrementAndGet(), clock.millis()),
                List.of(Addresses.pace("*").toString()));
    }
}
