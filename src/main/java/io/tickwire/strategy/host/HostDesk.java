package io.tickwire.strategy.host;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.StrategyAnswer;
import io.tickwire.domain.message.StrategyCommand;
import io.tickwire.domain.message.StrategyStatus;
import io.tickwire.domain.message.StrategyStatus.State;
import io.tickwire.session.SlidingWindow;
import io.tickwire.strategy.StrategyContext.Mode;
import io.tickwire.strategy.pack.LoadedStrategy;
import io.tickwire.strategy.pack.Problem;
import io.tickwire.strategy.pack.StrategyDescriptor;
import io.tickwire.strategy.pack.UnusableStrategyException;
import io.tickwire.strategy.run.RunSettings;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A strategy's host: makes versions of what is in the folder, lets them follow one another, stops those that misbehave, and
 * does what administrators want. One thing after the other. Owner: the host's context.
 */
public final class HostDesk implements StrategySession.Breakage {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int LOG_LINES = 500;
    private static final int DECISION_LINES = 500;

    private final HostParts parts;
    private final UUID run;
    private final LineBook logLines = new LineBook(LOG_LINES);
    private final LineBook decisions = new LineBook(DECISION_LINES);
    private final StrategyLog log;
    private final ResultBook results = new ResultBook();
    private final LoaderWatch loaders;
    private final Deployer deployer;
    private final Keeper keeper;
    private final Set<String> bad = new HashSet<>();
    private final List<Runnable> gauges = new ArrayList<>();
    private StrategySession session;
    private SlidingWindow faults;
    private State state = State.OFF;
    private String reason = "";
    private List<Problem> problems = List.of();
    private List<StrategyStatus.Version> older = List.of();
    private Map<String, Object> changed = Map.of();
    private Future<?> work = Future.succeededFuture();
    private int number;
    private long sinceMsc;
    private String before = "";
    private Generation interrupted;
    private boolean stopped;

    /**
     * @param run differs for each start of the platform
     * @param collect asks for a garbage collection
     */
    public HostDesk(HostParts parts, UUID run, Runnable collect) {
        this.parts = parts;
        this.run = run;
        this.log = new StrategyLog(parts.id(), logLines, parts.clock());
        this.loaders = new LoaderWatch(parts.limits().maxOldVersions(), parts.clock(), collect);
        this.deployer = new Deployer(parts);
        this.keeper = new Keeper(parts, results);
        this.faults = window();
        gauges.add(parts.metrics().waiting(parts.id(), this::waiting));
        gauges.add(parts.metrics().oldVersions(parts.id(), loaders::alive));
    }

    private SlidingWindow window() {
        return new SlidingWindow(parts.limits().faultBudget(), MINUTE_NANOS);
    }

    private int waiting() {
        StrategySession now = session;
        Generation active = now == null ? null : now.versions().active();
        return active == null ? 0 : active.thread().waiting();
    }

    /** Reads what was kept, and starts what is in the folder; when that cannot run, what ran last. */
    public Future<Void> start() {
        return then(() -> keeper.load()
                .compose(kept -> {
                    changed = kept.settings();
                    return parts.aside().run(() -> parts.folder().isOff(parts.id()));
                })
                .compose(off -> off ? off() : begin()));
    }

    private Future<Void> begin() {
        return deploy(() -> deployer.folder(), Mode.LIVE).recover(failure -> parts.aside()
                .run(() -> parts.store().lastGood())
                .compose(good -> good.isEmpty() || bad.contains(good)
                        ? Future.<Void>failedFuture(failure)
                        : deploy(() -> deployer.version(good), Mode.LIVE).onSuccess(v -> {
                            reason = "the folder cannot run (" + failure.getMessage() + "): version " + good
                                    + " of the last run does";
                            log.warn(reason);
                        })));
    }

    private Future<Void> off() {
        state = State.OFF;
        reason = "";
        return Future.succeededFuture();
    }

    /** One thing after the other; a failure does not keep the next from being done. */
    private <T> Future<T> then(Supplier<Future<T>> next) {
        Future<T> result =
                work.transform(whatever -> stopped ? Future.failedFuture("the host is stopping") : next.get());
        work = result;
        return result;
    }

    /**
     * Makes a version and lets it follow the present one.
     *
     * @param mode SHADOW = it decides beside it only
     */
    private Future<Void> deploy(Supplier<Future<LoadedStrategy>> build, Mode mode) {
        boolean running = session != null && session.versions().active() != null;
        state = running ? state : State.STARTING;
        return build.get()
                .compose(loaded -> settings(loaded, mode).compose(settings -> ready(loaded, settings)))
                .compose(next -> takeOver(next, mode == Mode.SHADOW))
                .onFailure(this::failed);
    }

    private Future<RunSettings> settings(LoadedStrategy loaded, Mode mode) {
        StrategyDescriptor descriptor = loaded.descriptor();
        String account = descriptor.account().isEmpty() ? parts.markets().primary() : descriptor.account();
        if (!parts.markets().known().apply(account)) {
            return unusable("account: there is no terminal '" + account + "' in the configuration");
        }
        if (session != null && !session.account().equals(account)) {
            return unusable("account: it trades on '" + session.account() + "'; stop it before it moves to '" + account
                    + "', for its positions stay there");
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

    private static <T> Future<T> unusable(String message) {
        return Future.failedFuture(new UnusableStrategyException(Problem.of(StrategyDescriptor.FILE, message)));
    }

    /** Starts it and shows it the past, while the present version goes on. */
    private Future<Generation> ready(LoadedStrategy loaded, RunSettings settings) {
        if (loaded.isVerticle()) {
            return Future.failedFuture(new UnusableStrategyException(
                    Problem.of(loaded.descriptor().mainClass(), "is a verticle: it is run by the keeper, not here")));
        }
        if (session == null) {
            String account = loaded.descriptor().account();
            session = new StrategySession(
                    parts,
                    account.isEmpty() ? parts.markets().primary() : account,
                    loaded.descriptor().magic(),
                    run,
                    decisions,
                    results,
                    loaders,
                    this,
                    log);
            session.versions().last(keeper.state());
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
                .compose(past -> next.begin(past, session.held()))
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
        Future<Void> taken = asShadow ? versions.toShadow() : versions.swap();
        return taken.onSuccess(v -> {
                    session.reopened();
                    session.compareAnew();
                    problems = next.loaded().warnings();
                    if (!asShadow) {
                        running(former, next);
                    }
                    log.info(
                            "version {} ({}) {}",
                            next.loaded().descriptor().version(),
                            next.loaded().hash(),
                            asShadow ? "decides in the shadow" : "trades now");
                })
                .onFailure(failure -> session.reopened())
                .onComplete(v -> session.market().watch(symbols()));
    }

    private void running(Generation former, Generation next) {
        before = former == null ? before : former.loaded().hash();
        session.magic(next.loaded().descriptor().magic());
        state = State.RUNNING;
        reason = "";
        sinceMsc = parts.clock().millis();
        faults = window();
        parts.metrics().version(parts.id(), "running");
        remember(next.loaded());
        keeper.state(session.versions().lastState());
    }

    private void remember(LoadedStrategy loaded) {
        long now = parts.clock().millis();
        parts.aside()
                .run(() -> {
                    parts.store().used(loaded.hash(), now);
                    return deployer.describeOlder(loaded.hash());
                })
                .onSuccess(list -> older = list)
                .onFailure(failure -> log.warn("its versions cannot be kept: {}", failure.toString()));
    }

    private void failed(Throwable failure) {
        problems = failure instanceof UnusableStrategyException unusable
                ? unusable.problems()
                : List.of(Problem.of("", "start failed: " + failure));
        boolean runs = session != null && session.versions().active() != null;
        state = runs ? State.RUNNING : State.FAILED;
        reason = runs ? "" : "cannot start: " + failure.getMessage();
        parts.metrics().version(parts.id(), "refused");
        problems.forEach(problem -> log.error("{}{}", problem, runs ? "; the running version goes on" : ""));
    }

    /** Looks at the folder; called now and then. */
    public void look() {
        if (stopped) {
            return;
        }
        deployer.look().onSuccess(news -> {
            if (stopped) {
                return;
            }
            if (news.off() && state != State.OFF) {
                then(this::switchOff);
            } else if (!news.off() && (news.changed() || state == State.OFF)) {
                then(this::renew);
            }
        });
    }

    private Future<Void> renew() {
        Generation active = session == null ? null : session.versions().active();
        return deployer.folder()
                .<Void>compose(
                        loaded -> {
                            boolean same =
                                    active != null && active.loaded().hash().equals(loaded.hash());
                            if (same || bad.contains(loaded.hash())) {
                                problems = same ? List.of() : problems;
                                return parts.aside().run(() -> {
                                    loaded.close();
                                    return null;
                                });
                            }
                            Mode mode = active != null && loaded.descriptor().shadow() ? Mode.SHADOW : Mode.LIVE;
                            return deploy(() -> Future.succeededFuture(loaded), mode);
                        },
                        failure -> {
                            failed(failure);
                            return Future.failedFuture(failure);
                        });
    }

    private Future<Void> switchOff() {
        Future<Void> over =
                session == null ? Future.succeededFuture() : session.versions().stop();
        return over.onComplete(v -> {
            state = State.OFF;
            reason = "";
            save();
            if (session != null) {
                session.market().watch(Set.of());
            }
        });
    }

    /** Does what an administrator wants. Never fails. */
    public Future<StrategyAnswer> command(StrategyCommand command) {
        return switch (command.kind()) {
            case STATUS -> Future.succeededFuture(answer(List.of(), null));
            case LOG -> Future.succeededFuture(answer(logLines.lines(), null));
            case DECISIONS -> Future.succeededFuture(answer(decisions.lines(), null));
            default ->
                then(() -> act(command))
                        .map(done -> answer(List.of(), null))
                        .otherwise(failure -> answer(List.of(), refusal(failure)));
        };
    }

    private Future<Void> act(StrategyCommand command) {
        return switch (command.kind()) {
            case START -> flag(false).compose(v -> begin());
            case STOP -> flag(true).compose(v -> switchOff());
            case REDEPLOY -> deploy(() -> deployer.folder(), Mode.LIVE).onSuccess(v -> bad.clear());
            case ROLLBACK -> rollback(command.version());
            case SHADOW -> requireRunning().compose(v -> deploy(() -> deployer.folder(), Mode.SHADOW));
            case PROMOTE -> promote();
            case DROP_SHADOW -> {
                if (session != null) {
                    session.versions().dropShadow();
                }
                yield Future.succeededFuture();
            }
            default -> change(command.settings());
        };
    }

    private Future<Void> flag(boolean off) {
        return parts.aside().run(() -> {
            parts.folder().switchOff(parts.id(), off);
            return null;
        });
    }

    private Future<Void> requireRunning() {
        return session != null && session.versions().active() != null
                ? Future.succeededFuture()
                : Future.failedFuture("no version trades; start it first");
    }

    private Future<Void> rollback(String version) {
        String hash = version.isEmpty() ? before : version;
        boolean known = older.stream().anyMatch(each -> each.hash().equals(hash));
        return known
                ? deploy(() -> deployer.version(hash), Mode.LIVE)
                        .onSuccess(v -> parts.metrics().version(parts.id(), "rolled_back"))
                : Future.failedFuture("there is no version '" + hash + "' to go back to; there are "
                        + older.stream().map(StrategyStatus.Version::hash).toList());
    }

    private Future<Void> promote() {
        Generation shadow = session == null ? null : session.versions().shadow();
        return shadow == null
                ? Future.failedFuture("there is no shadow to promote; make one first")
                : deploy(() -> deployer.version(shadow.loaded().hash()), Mode.LIVE)
                        .onSuccess(v -> session.versions().dropShadow());
    }

    private Future<Void> change(Map<String, Object> settings) {
        Generation active = session == null ? null : session.versions().active();
        if (active == null) {
            return Future.failedFuture("no version trades; start it first");
        }
        try {
            active.loaded().descriptor().values(settings);
        } catch (IllegalArgumentException unfit) {
            return Future.failedFuture(unfit);
        }
        Map<String, Object> former = changed;
        changed = Map.copyOf(settings);
        return deploy(() -> deployer.version(active.loaded().hash()), Mode.LIVE)
                .compose(v -> keeper.settings(settings))
                .onFailure(failure -> changed = former);
    }

    private static Refusal refusal(Throwable failure) {
        return Refusal.of(ErrorCode.VALIDATION_ERROR, String.valueOf(failure.getMessage()));
    }

    private StrategyAnswer answer(List<StrategyAnswer.Line> lines, Refusal refusal) {
        return new StrategyAnswer(status(), lines, refusal);
    }

    /** How it is. */
    public StrategyStatus status() {
        return new StatusView(parts.id(), session, results, changed).status(state, reason, sinceMsc, problems, older);
    }

    @Override
    public void fault(Generation by, String where, Throwable fault) {
        parts.metrics().fault(parts.id(), "threw");
        log.error("version {}: {} threw", by.number(), where, fault);
        decisions.add(parts.clock().millis(), "fault", where + ": " + fault);
        if (by == session.versions().active() && faults.tryAcquire(parts.clock().nanos()) > 0) {
            broken(
                    by,
                    "threw",
                    "more than " + parts.limits().faultBudget() + " faults within a minute, the last in " + where + ": "
                            + fault);
        } else if (by == session.versions().shadow()
                && by.faults() > parts.limits().faultBudget()) {
            session.versions().dropShadow();
        }
    }

    /** A version that misbehaves soon after it took over is followed by the one before; else nobody trades any more. */
    @Override
    public void broken(Generation by, String kind, String why) {
        parts.metrics().fault(parts.id(), kind);
        if (by == session.versions().shadow()) {
            log.error("the shadow was stopped: {}", why);
            session.versions().dropShadow();
            return;
        }
        if (by != session.versions().active()) {
            return;
        }
        log.error("stopped: {}", why);
        bad.add(by.loaded().hash());
        boolean young =
                parts.clock().millis() - sinceMsc < parts.limits().probation().toMillis();
        by.revoke();
        by.thread().interrupt();
        session.versions().abandon();
        state = State.FAILED;
        reason = why;
        if (young && !before.isEmpty() && !bad.contains(before)) {
            String hash = before;
            then(() -> deploy(() -> deployer.version(hash), Mode.LIVE).onSuccess(v -> {
                parts.metrics().version(parts.id(), "rolled_back");
                reason = "went back to version " + hash + ": " + why;
                log.warn(reason);
            }));
        } else {
            parts.metrics().version(parts.id(), "failed");
        }
    }

    /** Looks for calls that do not return, fires timers, writes down what changed. Called ten times a second. */
    public void sweep(boolean slow) {
        if (session == null || stopped) {
            return;
        }
        long blockedNanos = parts.limits().blockedAfter().toNanos();
        for (Generation each : new Generation[] {
            session.versions().active(), session.versions().shadow()
        }) {
            if (each == null) {
                continue;
            }
            long busy = each.thread().busyNanos();
            if (busy > 2 * blockedNanos) {
                broken(
                        each,
                        "blocked",
                        "it does not return since " + busy / 1_000_000 + " ms, at "
                                + each.thread().where());
            } else if (busy > blockedNanos && interrupted != each) {
                interrupted = each;
                parts.metrics().fault(parts.id(), "blocked");
                log.error(
                        "it blocks since {} ms and is interrupted, at {}",
                        busy / 1_000_000,
                        each.thread().where());
                each.thread().interrupt();
            } else if (busy <= blockedNanos && interrupted == each) {
                interrupted = null;
            }
        }
        session.sweep(parts.clock().millis(), slow);
        if (slow) {
            sweepSlowly();
        }
    }

    private void sweepSlowly() {
        int leaked = loaders.leaked();
        Generation active = session.versions().active();
        if (leaked > 0 && active != null) {
            broken(
                    active,
                    "leak",
                    leaked + " replaced versions are still in memory: it keeps a thread, a thread-local or"
                            + " a static reference of the platform's");
        }
    }

    /** Writes down what the strategy would go on with after a restart. */
    public void save() {
        Generation active = session == null ? null : session.versions().active();
        if (active != null) {
            active.save().onSuccess(state -> {
                session.versions().last(state);
                keeper.state(state);
            });
        } else if (session != null) {
            keeper.state(session.versions().lastState());
        }
        keeper.result();
    }

    /** Whether a version trades. */
    public boolean isRunning() {
        return session != null && session.versions().active() != null;
    }

    /** Completes when everything up to now was acted on; at once while none trades. */
    public Future<Void> quiet() {
        return session == null ? Future.succeededFuture() : session.quiet();
    }

    /** The version lets go, its orders are answered, what it knows is written down. */
    public Future<Void> stop() {
        Future<Void> over = work.transform(whatever -> {
            stopped = true;
            gauges.forEach(Runnable::run);
            return session == null
                    ? Future.succeededFuture()
                    : session.versions().stop();
        });
        return over.compose(v -> session == null
                        ? Future.succeededFuture()
                        : session.quiet().timeout(parts.limits().blockedAfter().toMillis(), TimeUnit.MILLISECONDS))
                .otherwiseEmpty()
                .compose(v -> {
                    if (session == null) {
                        return Future.succeededFuture();
                    }
                    session.stop();
                    keeper.state(session.versions().lastState());
                    keeper.result();
                    return keeper.written();
                });
    }
}
