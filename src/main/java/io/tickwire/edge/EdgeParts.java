package io.tickwire.edge;

import io.tickwire.bus.TypedBus;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.edge.exec.ExecDoor;
import io.tickwire.edge.exec.ExecLatency;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.bridge.BridgeCodec;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.bridge.SignalReader;
import io.tickwire.session.auth.Audit;
import io.tickwire.terminal.link.LinkHub;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What edges share: settings and collaborators that any thread may use. Each edge builds its own parts from it.
 *
 * @param newIds ids for signals that name none
 * @param metricsPage text of the metrics page, empty when switched off
 * @param links where terminals that dial in are handed over
 * @param tls certificate, or none, of each listener by its name
 * @param stopping whether the whole node is going
 */
public record EdgeParts(
        TickwireConfig config,
        TypedBus bus,
        Clock clock,
        Metrics metrics,
        EdgeStats stats,
        Supplier<UUID> newIds,
        Supplier<String> metricsPage,
        LinkHub links,
        Audit audit,
        Map<String, ListenerTls> tls,
        BooleanSupplier stopping) {

    List<String> terminals() {
        return config.terminals().stream().map(TerminalConfig::id).toList();
    }

    MarketDirectory market() {
        return new MarketDirectory(bus, terminals());
    }

    SignalPolicy policy() {
        return SignalPolicy.of(config);
    }

    ServerView server() {
        return new ServerView(bus, policy().defaultAccount());
    }

    AdminService admins() {
        return new AdminService(bus, terminals(), policy().defaultAccount(), audit, clock);
    }

    ExecPages exec(JsonPosts posts, Access access) {
        return new ExecPages(
                new ExecDoor(bus, config.execAccount(), config.limits().maxMessageBytes(), clock, metrics),
                new ExecLatency(clock, metrics),
                posts,
                access,
                config.limits().maxMessageBytes(),
                clock);
    }

    DoctorService doctor(Vertx vertx) {
        return new DoctorService(vertx, bus, config, server(), tls.values(), clock);
    }

    Map<Profile, MessageHandler> handlers(StreamService streams, SignalService signals, MarketDirectory market) {
        BridgeHandler bridge = new BridgeHandler(
                new BridgeCodec(new SignalReader(policy(), newIds)),
                streams,
                signals,
                new TerminalService(
                        bus, market, config.primaryTerminal().id(), policy().defaultAccount(), admins(), stats, clock),
                admins(),
                server(),
                stats,
                clock,
                metrics);
        return Map.of(
                Profile.BRIDGE,
                bridge,
                Profile.DASHBOARD,
                bridge,
                Profile.TICKS,
                new TickStreamHandler(streams, metrics),
                Profile.ECHO,
                new EchoHandler());
    }
}
