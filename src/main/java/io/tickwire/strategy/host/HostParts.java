package io.tickwire.strategy.host;

import io.tickwire.bus.TypedBus;
import io.tickwire.ops.Clock;
import io.tickwire.ops.StrategyMetrics;
import io.tickwire.strategy.pack.StrategyFolder;
import io.tickwire.strategy.pack.StrategyLoader;
import io.tickwire.strategy.pack.VersionStore;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a host is made of.
 *
 * @param id of the strategy
 * @param here runs tasks on the host's context
 * @param aside runs what blocks on a worker and answers on the host's context
 * @param later runs a task on the host's context after so many milliseconds
 */
public record HostParts(
        String id,
        StrategyFolder folder,
        VersionStore store,
        StrategyLoader loader,
        TypedBus bus,
        Clock clock,
        StrategyMetrics metrics,
        Limits limits,
        Markets markets,
        Executor here,
        Aside aside,
        BiConsumer<Long, Runnable> later,
        Verticles verticles) {

    /**
     * How long the platform bears what.
     *
     * @param blockedAfter a call that takes longer is interrupted, one that takes twice as long is given up
     * @param startTimeout of a version's start with its warm-up
     * @param faultBudget faults within a minute
     * @param probation a version that has to be stopped so soon after it took over is followed by the one before
     * @param mailbox events that may wait for a strategy
     * @param maxOldVersions replaced versions that may still be in memory
     * @param stateEvery how often its state is written down
     */
    public record Limits(
            Duration blockedAfter,
            Duration startTimeout,
            int faultBudget,
            Duration probation,
            int mailbox,
            int maxOldVersions,
            Duration stateEvery) {}

    /**
     * What the configuration says of terminals.
     *
     * @param primary id of the terminal whose streams have plain names
     * @param known whether there is such a terminal
     * @param paced whether a terminal plays a recording that waits for who listens
     */
    public record Markets(
            String primary, ZoneId barZone, Function<String, Boolean> known, Function<String, Boolean> paced) {

        /** From a symbol of a terminal to the name of its stream. */
        UnaryOperator<String> streams(String terminal) {
            return terminal.equals(primary) ? UnaryOperator.identity() : symbol -> symbol + "@" + terminal;
        }
    }

    /** Runs strategies that are verticles. */
    public interface Verticles {
        /** @param settings its configuration */
        Future<String> deploy(Deployable verticle, ClassLoader classes, Map<String, Object> settings);

        Future<Void> undeploy(String deployment);
    }

    /** Runs what blocks. */
    @FunctionalInterface
    public interface Aside {
        <T> Future<T> run(Callable<T> task);
    }
}
