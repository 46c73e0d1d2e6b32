package io.tickwire.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TerminalProcessConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.ops.Backoff;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Version;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.feeds.FeedException;
import io.tickwire.terminal.link.LinkClient;
import io.tickwire.terminal.link.LinkHub;
import io.tickwire.terminal.link.LinkSettings;
import io.tickwire.terminal.link.ReplyPolicy;
import io.tickwire.terminal.simulated.SimulatedTerminal;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code tickwire terminal}: a simulated terminal in a process of its own that dials in to a bridge. */
final class TerminalProcess {
    private static final Logger LOG = LoggerFactory.getLogger("tickwire.terminal");
    private static final long DRAIN_MS = 3000;

    private final TerminalProcessConfig config;
    private final Clock clock;

    TerminalProcess(TerminalProcessConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Starts it and does not return. SIGTERM ends it with 0. */
    void run(ConfigLoader loader) throws ConfigException {
        TerminalGateway gateway;
        try {
            gateway = gateway(loader.builtIn());
        } catch (FeedException unreadable) {
            System.err.println("tickwire: simulated: the feed cannot be read: " + unreadable.getMessage());
            System.exit(ExitCode.CONFIGURATION.code());
            return;
        }
        Vertx vertx = Vertx.vertx();
        LinkClient client = new LinkClient(vertx, gateway, settings(replies(gateway)), clock);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(client), "terminal-shutdown"));
        client.start()
                .onSuccess(v -> LOG.info(
                        "terminal {}: account {} on {}, dials {}",
                        Version.text(),
                        config.simulated().login(),
                        config.simulated().server(),
                        config.url()))
                .onFailure(failure -> {
                    LOG.error("start failed: {}", failure.getMessage());
                    Runtime.getRuntime().halt(ExitCode.FAILED.code());
                });
        stayAlive();
    }

    /** No other thread keeps the process alive before the first connection is dialled. */
    private static void stayAlive() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same terminal that a bridge would run inside. */
    private TerminalGateway gateway(TickwireConfig defaults) {
        TerminalConfig model = defaults.primaryTerminal();
        TerminalConfig terminal = new TerminalConfig(
                "terminal",
                TerminalConfig.Type.SIMULATED,
                model.tickMode(),
                model.pollInterval(),
                config.simulated(),
                model.link());
        return new Terminals(defaults, clock, new Metrics(new SimpleMeterRegistry()), new LinkHub()).build(terminal);
    }

    /** The terminal itself loses answers, once for each; what comes twice is written twice here. */
    static ReplyPolicy replies(TerminalGateway gateway) {
        return gateway instanceof SimulatedTerminal simulated
                ? () -> simulated.replyFaults().duplicate() ? 2 : 1
                : ReplyPolicy.NORMAL;
    }

    private LinkSettings settings(ReplyPolicy replies) {
        Random random = new Random(clock.nanos());
        return new LinkSettings(
                URI.create(config.url()),
                config.tradeMode(),
                "tickwire-" + Version.text(),
                clock.millis(),
                new Backoff(config.backoff(), config.maxBackoff()),
                random::nextDouble,
                config.token(),
                config.trustFile(),
                replies);
    }

    private static void stop(LinkClient client) {
        LOG.info("stopping: the bridge is told");
        client.stop()
                .toCompletionStage()
                .toCompletableFuture()
                .exceptionally(failure -> null)
                .completeOnTimeout(null, DRAIN_MS, TimeUnit.MILLISECONDS)
                .join();
        LOG.info("stopped");
        Runtime.getRuntime().halt(ExitCode.OK.code());
    }
}
