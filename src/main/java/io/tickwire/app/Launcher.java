package io.tickwire.app;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tickwire.config.TickwireConfig;
import io.tickwire.edge.PortTakenException;
import io.tickwire.journal.JournalInUseException;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Version;
import io.tickwire.session.auth.UnusableKeyException;
import io.tickwire.terminal.feeds.FeedException;
import io.tickwire.terminal.simulated.LedgerException;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a node: Vert.x's launcher starts and stops it, this class decides what is built in between, what is said about
 * it, and the exit code.
 */
final class Launcher implements VertxApplicationHooks {
    private static final Logger LOG = LoggerFactory.getLogger("tickwire");
    private static final Duration DRAIN = Duration.ofMillis(4500);
    /** Of that, what orders at the terminal may take. */
    private static final Duration ORDERS = Duration.ofMillis(2500);

    private final ConfigSource source;
    private final TickwireConfig config;
    private final Clock clock;
    private final long startedNanos;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean failed = new AtomicBoolean();
    private Platform platform;

    Launcher(ConfigSource source, Clock clock, long startedNanos) {
        this.source = source;
        this.config = source.running();
        this.clock = clock;
        this.startedNanos = startedNanos;
    }

    /** Starts the node; returns while it runs. */
    void launch(String[] vertxArgs) {
        int code = new VertxApplication(vertxArgs, this) {}.launch();
        if (code != 0) {
            exit(ExitCode.FAILED);
        }
    }

    @Override
    public VertxBuilder createVertxBuilder(VertxOptions options) {
        MicrometerMetricsOptions metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                // The typed bus is measured by stage; counting each message again would cost more than sending it.
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT);
        List.of(new JvmMemoryMetrics(), new JvmGcMetrics(), new JvmThreadMetrics(), new ProcessorMetrics())
                .forEach(binder -> binder.bindTo(registry));
        return Vertx.builder()
                .with(options.setMetricsOptions(metrics).setPreferNativeTransport(true))
                .withMetrics(new MicrometerMetricsFactory(registry));
    }

    @Override
    public void afterVertxStarted(HookContext context) {
        try {
            platform = new Platform(context.vertx(), source, clock, registry);
        } catch (FeedException unreadable) {
            fail(ExitCode.CONFIGURATION, "terminals: the feed cannot be read: " + unreadable.getMessage());
        } catch (UnusableKeyException unusable) {
            fail(ExitCode.CONFIGURATION, "keys: " + unusable.getMessage());
        } catch (LedgerException unusable) {
            fail(ExitCode.CONFIGURATION, "terminals: " + unusable.getMessage() + "; " + unusable.suggestion());
        }
    }

    @Override
    public Supplier<? extends Deployable> verticleSupplier() {
        return () -> platform.supervisor();
    }

    /** Less work for each write than NIO; where it cannot be loaded, NIO serves as well. */
    private static String transport(Vertx vertx) {
        return vertx.isNativeTransportEnabled() ? "epoll" : "NIO; native: " + vertx.unavailableNativeTransportCause();
    }

    @Override
    public void afterVerticleDeployed(HookContext context) {
        HangUp.on(platform::reloadConfig);
        Summary.lines(config).forEach(LOG::info);
        LOG.info(
                "Tickwire {} ready in {} ms, sockets by {}",
                Version.text(),
                (clock.nanos() - startedNanos) / 1_000_000,
                transport(context.vertx()));
    }

    @Override
    public void afterFailureToDeployVerticle(HookContext context, Throwable failure) {
        if (failure instanceof PortTakenException) {
            fail(ExitCode.PORT_TAKEN, failure.getMessage());
        } else if (failure instanceof JournalInUseException) {
            fail(ExitCode.JOURNAL_IN_USE, failure.getMessage());
        } else {
            LOG.error("start failed", failure);
            exit(ExitCode.FAILED);
        }
    }

    @Override
    public void beforeStoppingVertx(HookContext context) {
        LOG.info("stopping: no new work, clients are told, queues are drained");
        Thread watchdog = new Thread(this::haltLate, "shutdown-watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
        if (platform != null) {
            platform.drain()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .completeOnTimeout(null, ORDERS.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    /** Whatever hangs, the process is gone within five seconds. */
    private void haltLate() {
        long deadline = clock.nanos() + DRAIN.toNanos();
        while (clock.nanos() < deadline) {
            LockSupport.parkNanos(deadline - clock.nanos());
        }
        LOG.warn("stopping takes too long: ended without waiting further");
        Runtime.getRuntime().halt(0);
    }

    /** Called on the launcher's shutdown hook: SIGTERM is an orderly end, so it ends with 0 and not with 143. */
    @Override
    public void afterVertxStopped(HookContext context) {
        if (platform != null) {
            platform.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .completeOnTimeout(null, DRAIN.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
        LOG.info("stopped");
        if (!failed.get()) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void fail(ExitCode code, String line) {
        System.err.println("tickwire: " + line);
        exit(code);
    }

    private void exit(ExitCode code) {
        failed.set(true);
        // Nothing is open yet that would have to be drained, and an orderly exit would wait for this very thread.
        Runtime.getRuntime().halt(code.code());
    }
}
