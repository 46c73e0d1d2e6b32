package io.tickwire.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.StrategiesConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.ops.Clock;
import io.tickwire.ops.StrategyMetrics;
import io.tickwire.ops.VerticleUnit;
import io.tickwire.strategy.host.HostParts;
import io.tickwire.strategy.pack.StrategyCompiler;
import io.tickwire.strategy.pack.StrategyFolder;
import io.tickwire.strategy.pack.StrategyLoader;
import io.tickwire.strategy.pack.VersionStore;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.verticles.StrategyHost;
import io.tickwire.verticles.StrategyKeeper;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The strategies of a node. */
final class StrategyServer {
    private StrategyServer() {}

    static VerticleUnit unit(
            TickwireConfig config,
            Map<String, TerminalGateway> terminals,
            TypedBus bus,
            Clock clock,
            MeterRegistry registry) {
        StrategiesConfig strategies = config.strategies();
        StrategyFolder folder = new StrategyFolder(Path.of(strategies.folder()));
        StrategyLoader loader = new StrategyLoader(new StrategyCompiler());
        StrategyMetrics metrics = new StrategyMetrics(registry);
        HostParts.Limits limits = new HostParts.Limits(
                strategies.blockedAfter(),
                strategies.startTimeout(),
                strategies.faultBudget(),
                strategies.probation(),
                strategies.mailbox(),
                strategies.maxOldVersions(),
                strategies.stateEvery());
        HostParts.Markets markets = new HostParts.Markets(
                config.primaryTerminal().id(),
                ZoneId.of(config.market().barZone()),
                terminals::containsKey,
                terminal -> terminals.containsKey(terminal)
                        && terminals.get(terminal).paced());
        Path kept = Path.of(config.storage().path(), "strategies");
        return new VerticleUnit(
                "StrategyKeeper",
                1,
                () -> new StrategyKeeper(
                        folder,
                        strategies.poll(),
                        id -> new StrategyHost(
                                (here, aside, later, verticles) -> new HostParts(
                                        id,
                                        folder,
                                        new VersionStore(kept.resolve(id), strategies.versionsKept()),
                                        loader,
                                        bus,
                                        clock,
                                        metrics,
                                        limits,
                                        markets,
                                        here,
                                        aside,
                                        later,
                                        verticles),
                                strategies.poll(),
                                UUID.randomUUID()),
                        bus),
                List.of(Addresses.STRATEGIES.toString(), Addresses.strategy("*").toString()));
    }
}
