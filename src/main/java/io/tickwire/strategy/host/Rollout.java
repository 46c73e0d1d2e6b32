package io.tickwire.strategy.host;

import io.tickwire.domain.message.StrategyStatus.State;
import io.tickwire.strategy.StrategyContext.Mode;
import io.tickwire.strategy.pack.LoadedStrategy;
import io.tickwire.strategy.pack.Problem;
import io.tickwire.strategy.pack.StrategyDescriptor;
import io.tickwire.strategy.pack.UnusableStrategyException;
import io.tickwire.strategy.run.RunSettings;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Brings a version from its classes to where it trades: settings, start, warm-up, hand-over. While it does, and when it
 * fails, the version that trades goes on. Owner: the host's context; one at a time.
 */
final class Rollout {
    private final HostParts parts;
    private final Deployer deployer;
    private final Keeper keeper;
    private final Condition condition;
    private final Function<StrategyDescriptor, StrategySession> sessions;
    private final Logger log;
    private final PlainVerticle plain;
    private StrategySession session;
    private Map<String, Object> changed = Map.of();
    private int number;

    /** @param sessions opens the session on the account of a descriptor; once */
    Rollout(
            HostParts parts,
            Deployer deployer,
            Keeper keeper,
            Condition condition,
            Function<StrategyDescriptor, StrategySession> sessions,
            Logger log) {
        this.parts = parts;
        this.deployer = deployer;
        this.keeper = keeper;
        this.condition = condition;
        this.sessions = sessions;
        this.log = log;
        this.plain = new PlainVerticle(parts);
    }

    /** Null before the first start. */
    StrategySession session() {
        return session;
    }

    /** The version that trades; null = none. */
    Generation active() {
        return session == null ? null : session.versions().active();
    }

    /** Settings that differ from the defaults. */
    Map<String, Object> changed() {
        return changed;
    }

    void changed(Map<String, Object> settings) {
        changed = Map.copyOf(settings);
    }

    /** What is in the folder now follows the present version. */
    Future<Void> folder(Mode mode) {
        return deploy(deployer::folder, mode);
    }

    /** A version that was built before follows the present one. */
    Future<Void> version(String hash) {
        return deploy(() -> deployer.version(hash), Mode.LIVE);
    }

    /** @param mode SHADOW = it decides beside the present version only */
    Future<Void> deploy(Supplier<Future<LoadedStrategy>> build, Mode mode) {
        if (running().isEmpty()) {
            condition.become(State.STARTING, "");
        }
        return build.get()
                .compose(loaded -> settings(loaded, mode)
                        .compose(settings -> loaded.isVerticle()
                                ? plain(loaded, settings)
                                : ready(loaded, settings).compose(next -> takeOver(next, mode == Mode.SHADOW)))
                        .onFailure(failure -> letGo(loaded)))
                .onFailure(this::failed);
    }

    private Future<Void> plain(LoadedStrategy loaded, RunSettings settings) {
        if (active() != null || settings.mode() == Mode.SHADOW) {
            return unusable("mainClass: a strategy does not become a verticle, and a verticle has no shadow; give the"
                    + " folder another name");
        }
        return plain.follow(loaded, settings.settings()).onSuccess(v -> {
            condition.problems(loaded.warnings());
            condition.tookOver("", loaded.hash(), parts.clock().millis());
            log.info("verticle {} ({}) runs now", loaded.descriptor().version(), loaded.hash());
        });
    }

    /** Hash of what runs; empty = nothing does. */
    String running() {
        if (active() != null) {
            return active().loaded().hash();
        }
        return plain.isRunning() ? plain.loaded().hash() : "";
    }

    /** Ends a strategy that is a verticle. */
    Future<Void> stopPlain() {
        return plain.stop();
    }

    /** Classes that no thread got to see yet. */
    private void letGo(LoadedStrategy loaded) {
        parts.aside().run(() -> {
            loaded.close();
            return null;
        });
    }

    private Future<RunSettings> settings(LoadedStrategy loaded, Mode mode) {
        StrategyDescriptor descriptor = loaded.descriptor();
        String account = account(descriptor);
        if (!parts.markets().known().apply(account)) {
            return unusable("account: there is no terminal '" + account + "' in the configuration");
        }
        if (session != null && !session.account().equals(account)) {
            return unusable(
                    "account: it trades on '" + session.account() + "', and its positions stay there; to move it"
                            + " to '" + account + "' give the folder another name");
        }
        try {
            Map<String, Object> fitting = new LinkedHashMap<>(changed);
            fitting.keySet().retainAll(descriptor.settings().keySet());
            return Future.succeededFuture(new RunSettings(
                    descriptor.id(),
                    descriptor.version(),
                    mode,
                    descriptor.symbols(),
                    descriptor.timeframes(),
                    descriptor.values(fitting),
                    descriptor.limits(),
                    descriptor.barsKept(),
                    parts.markets().barZone(),
                    parts.markets().paced().apply(account)));
        } catch (IllegalArgumentException unfit) {
            return unusable(unfit.getMessage());
        }
    }

    /** Where a strategy trades. */
    String account(StrategyDescriptor descriptor) {
        return descriptor.account().isEmpty() ? parts.markets().primary() : descriptor.account();
    }

    private static <T> Future<T> unusable(String message) {
        return Future.failedFuture(new UnusableStrategyException(Problem.of(StrategyDescriptor.FILE, message)));
    }

    /** Starts it and shows it the past, while the present version goes on. */
    private Future<Generation> ready(LoadedStrategy loaded, RunSettings settings) {
        if (plain.isRunning()) {
            return unusable("mainClass: a verticle does not become a strategy; switch it off before, or give the folder"
                    + " another name");
        }
        if (session == null) {
            session = sessions.apply(loaded.descriptor());
            session.versions().last(keeper.last());
        }
        Generation next =
                new Generation(++number, loaded, settings, parts.limits().mailbox(), session, log, parts.clock());
        session.versions().candidate(next);
        session.market().watch(symbols());
        return session.market()
                .specs(settings.symbols())
                .compose(specs -> {
                    next.specs(specs);
                    return session.market().past(loaded.descriptor());
                })
                // Who does not know what it holds would open it again.
                .compose(past -> session.known()
                        .recover(failure -> Future.failedFuture(
                                new AccountUnknownException(session.account() + ": " + failure.getMessage())))
                        .compose(known -> next.begin(past, session.held())))
                .timeout(parts.limits().startTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(next)
                .onFailure(failure -> session.versions().dropCandidate());
    }

    private Set<String> symbols() {
        Set<String> symbols = new HashSet<>();
        VersionLine versions = session.versions();
        for (Generation each : new Generation[] {versions.active(), versions.candidate(), versions.shadow()}) {
            if (each != null) {
                symbols.addAll(each.settings().symbols());
            }
        }
        return symbols;
    }

    private Future<Void> takeOver(Generation next, boolean asShadow) {
        VersionLine versions = session.versions();
        Generation former = versions.active();
        Future<Void> taken = asShadow ? versions.toShadow() : versions.swap(() -> running(former, next));
        return taken.onSuccess(v -> {
                    session.compareAnew();
                    condition.problems(next.loaded().warnings());
                    log.info(
                            "version {} ({}) {}",
                            next.loaded().descriptor().version(),
                            next.loaded().hash(),
                            asShadow ? "decides in the shadow" : "trades now");
                })
                .onComplete(v -> {
                    session.reopened();
                    session.market().watch(symbols());
                });
    }

    private void running(Generation former, Generation next) {
        session.magic(next.loaded().descriptor().magic());
        session.admitOrders();
        condition.tookOver(
                former == null ? "" : former.loaded().hash(),
                next.loaded().hash(),
                parts.clock().millis());
        parts.metrics().version(parts.id(), "running");
        keeper.state(session.versions().last());
        long now = parts.clock().millis();
        String hash = next.loaded().hash();
        parts.aside()
                .run(() -> {
                    parts.store().used(hash, now);
                    return deployer.describeOlder(hash);
                })
                .onSuccess(condition::older)
                .onFailure(failure -> log.warn("its versions cannot be kept: {}", failure.toString()));
    }

    /** Nothing became of it. */
    void failed(Throwable failure) {
        List<Problem> problems = List.of();
        if (failure instanceof UnusableStrategyException unusable) {
            problems = unusable.problems();
        } else if (!(failure instanceof AccountUnknownException)) {
            problems = List.of(Problem.of("", "start failed: " + failure));
        }
        boolean runs = !running().isEmpty();
        condition.problems(problems);
        condition.become(runs ? State.RUNNING : State.FAILED, runs ? "" : "cannot start: " + failure.getMessage());
        parts.metrics().version(parts.id(), "refused");
        problems.forEach(problem -> log.error("{}{}", problem, runs ? "; the running version goes on" : ""));
    }
}
