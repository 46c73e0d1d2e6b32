package io.tickwire.app;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.ConfigProblem;
import io.tickwire.config.ConfigTree;
import io.tickwire.config.ReloadClass;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.ReloadReport;
import io.tickwire.domain.message.VerticleCommand;
import io.tickwire.domain.message.VerticleList;
import io.tickwire.domain.message.VerticleReport;
import io.tickwire.domain.message.VerticlesQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again while the node runs: what can change then is applied by replacing or scaling the verticles
 * that use it, the rest is told. A configuration that is not good changes nothing. One at a time.
 */
final class ConfigReload {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReload.class);
    private static final int MAX_TRIES = 100;
    private static final long RETRY_MS = 100;

    private final Vertx vertx;
    private final TypedBus bus;
    private final Callable<TickwireConfig> source;
    private final Consumer<TickwireConfig> live;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile TickwireConfig written;
    private volatile TickwireConfig running;

    /**
     * @param written as it was read at the start
     * @param running the same with the ports that were found for it
     * @param source reads it again; fails with {@link ConfigException}
     * @param live takes what holds from now on
     */
    ConfigReload(
            Vertx vertx,
            TypedBus bus,
            TickwireConfig written,
            TickwireConfig running,
            Callable<TickwireConfig> source,
            Consumer<TickwireConfig> live) {
        this.vertx = vertx;
        this.bus = bus;
        this.written = written;
        this.running = running;
        this.source = source;
        this.live = live;
    }

    /** Never fails for what is wrong with the file: the report says it. */
    Future<ReloadReport> run() {
        if (!underWay.compareAndSet(false, true)) {
            return Future.succeededFuture(ReloadReport.refused(
                    Refusal.of(ErrorCode.VERTICLE_CONFLICT, "The configuration is being read at the moment")
                            .with("retry_after", 1)));
        }
        return vertx.executeBlocking(source, false)
                .compose(this::apply)
                .recover(failure -> failure instanceof ConfigException wrong
                        ? Future.succeededFuture(ReloadReport.refused(refusal(wrong.problems())))
                        : Future.failedFuture(failure))
                .onComplete(done -> underWay.set(false))
                .onSuccess(ConfigReload::log);
    }

    private static void log(ReloadReport report) {
        if (report.refusal() != null) {
            LOG.error("configuration: nothing is changed: {}", report.refusal().message());
        } else {
            LOG.info("configuration: applied {}, needs a restart {}", report.applied(), report.needsRestart());
        }
    }

    private static Refusal refusal(List<ConfigProblem> problems) {
        ConfigProblem first = problems.get(0);
        return Refusal.of(ErrorCode.VALIDATION_ERROR, "The configuration is not good, nothing is changed: " + first)
                .with("field", first.path())
                .with("expected_type", first.fix())
                .with("received", first.message())
                .with("problems", problems.stream().map(ConfigProblem::toString).toList());
    }

    private Future<ReloadReport> apply(TickwireConfig read) {
        Set<String> applied = new TreeSet<>();
        Set<String> later = new TreeSet<>();
        ConfigTree.changed(written, read).forEach(key -> (ReloadClass.isLive(key) ? applied : later).add(key));
        TickwireConfig before = running;
        TickwireConfig next = ConfigTree.merge(before, read, ReloadClass::isLive);
        List<ConfigProblem> problems = ConfigLoader.check(next);
        if (!problems.isEmpty()) {
            // Good only together with what needs a restart.
            return Future.succeededFuture(ReloadReport.refused(refusal(problems)));
        }
        running = next;
        live.accept(next);
        TickwireConfig done = ConfigTree.merge(written, read, ReloadClass::isLive);
        return bus.request(Addresses.VERTICLES, new VerticlesQuery())
                .compose(list -> inTurn(commands(list, applied, next)))
                // Only now: what could not be replaced is tried again by the next reload.
                .onSuccess(actions -> written = done)
                .map(actions -> new ReloadReport(List.copyOf(applied), List.copyOf(later), actions, null));
    }

    /** What is to be done, each verticle once. */
    private static List<VerticleCommand> commands(VerticleList list, Set<String> changed, TickwireConfig next) {
        Set<String> kinds = new TreeSet<>();
        changed.forEach(key -> ReloadClass.of(key).ifPresent(it -> kinds.addAll(it.redeployed())));
        Map<String, Integer> scaled = scaled(next);
        scaled.keySet().removeIf(name -> !changed.contains("verticles." + section(name) + ".instances"));
        List<VerticleCommand> commands = new ArrayList<>();
        for (VerticleList.Entry one : list.verticles()) {
            boolean redeployed =
                    kinds.contains(kind(one.name())) && !one.state().equals("undeployed");
            int instances = scaled.containsKey(one.name()) ? Platform.instances(scaled.get(one.name())) : 0;
            if (redeployed) {
                commands.add(VerticleCommand.redeploy(one.name()).with(instances));
            } else if (instances > 0) {
                commands.add(VerticleCommand.scale(one.name(), instances));
            }
        }
        // The door that the question came by goes last, and once: the old one waits for the answer.
        commands.sort(Comparator.comparing(command -> command.name().equals("WebSocketEdge")));
        return commands;
    }

    private static String kind(String name) {
        return name.split(" ", 2)[0];
    }

    private static String section(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static Map<String, Integer> scaled(TickwireConfig config) {
        Map<String, Integer> scaled = new LinkedHashMap<>();
        scaled.put("Inference", config.verticles().inference().instances());
        scaled.put("InferenceSocket", config.verticles().inferenceSocket().instances());
        scaled.put("MqttEdge", config.verticles().mqttEdge().instances());
        scaled.put("WebSocketEdge", config.verticles().webSocketEdge().instances());
        return scaled;
    }

    private Future<List<String>> inTurn(List<VerticleCommand> commands) {
        List<String> done = new ArrayList<>();
        Future<Void> all = Future.succeededFuture();
        for (VerticleCommand command : commands) {
            all = all.compose(v -> command(command, MAX_TRIES)).map(report -> {
                done.add(command.name() + ": " + told(command, report));
                return null;
            });
        }
        return all.map(v -> done);
    }

    private static String told(VerticleCommand command, VerticleReport report) {
        if (report.refusal() != null) {
            return report.refusal().message();
        }
        String scaled = command.instances() > 0 ? "scaled to " + command.instances() : "";
        return command.kind() == VerticleCommand.Kind.SCALE
                ? scaled
                : "redeployed" + (scaled.isEmpty() ? "" : ", " + scaled);
    }

    /** Another command may be under way. */
    private Future<VerticleReport> command(VerticleCommand command, int triesLeft) {
        return bus.request(Addresses.VERTICLE_COMMAND, command)
                .compose(report -> report.refusal() != null
                                && report.refusal().details().containsKey("retry_after")
                                && triesLeft > 0
                        ? vertx.timer(RETRY_MS, TimeUnit.MILLISECONDS).compose(v -> command(command, triesLeft - 1))
                        : Future.succeededFuture(report));
    }
}
