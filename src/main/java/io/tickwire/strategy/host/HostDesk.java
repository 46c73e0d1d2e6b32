package io.tickwire.strategy.host;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.StrategyAnswer;
import io.tickwire.domain.message.StrategyCommand;
import io.tickwire.domain.message.StrategyStatus;
import io.tickwire.domain.message.StrategyStatus.State;
import io.tickwire.strategy.StrategyContext.Mode;
import io.tickwire.strategy.pack.LoadedStrategy;
import io.tickwire.strategy.pack.StrategyDescriptor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A strategy's host: follows its folder, does what administrators want, and tells how it is. One thing after the other.
 * Owner: the host's context.
 */
public final class HostDesk {
    private static final int LINES = 500;
    private static final long RETRY_MS = 1_000;

    private final HostParts parts;
    private final UUID run;
    private final LineBook logLines = new LineBook(LINES);
    private final LineBook decisions = new LineBook(LINES);
    private final Condition condition = new Condition();
    private final ResultBook results = new ResultBook();
    private final StrategyLog log;
    private final LoaderWatch loaders;
    private final Deployer deployer;
    private final Keeper keeper;
    private final Rollout rollout;
    private final Warden warden;
    private final List<Runnable> gauges = new ArrayList<>();
    private Future<?> work = Future.succeededFuture();
    private boolean stopped;
    private boolean loaded;

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
        this.warden = new Warden(parts, condition, decisions, loaders, this::goBack, log);
        this.rollout = new Rollout(parts, deployer, keeper, condition, this::open, log);
        gauges.add(parts.metrics().waiting(parts.id(), this::waiting));
        gauges.add(parts.metrics().oldVersions(parts.id(), loaders::alive));
    }

    private StrategySession open(StrategyDescriptor descriptor) {
        StrategySession session = new StrategySession(
                parts, rollout.account(descriptor), descriptor.magic(), run, decisions, results, loaders, warden, log);
        warden.watch(session);
        return session;
    }

    private int waiting() {
        Generation active = rollout.active();
        return active == null ? 0 : active.thread().waiting();
    }

    /** Reads what was kept, and starts what is in the folder; when that cannot run, what ran last. */
    public Future<Void> start() {
        return then(
                () -> load().compose(v -> parts.aside().run(() -> parts.folder().isOff(parts.id())))
                        .compose(off -> off ? Future.succeededFuture() : begin()));
    }

    /** What cannot be read is not overwritten, and nothing trades without it: its settings may be the smaller lots. */
    private Future<Void> load() {
        return loaded
                ? Future.succeededFuture()
                : keeper.load()
                        .onSuccess(kept -> {
                            rollout.changed(kept.settings());
                            loaded = true;
                        })
                        .onFailure(failure -> {
                            condition.become(
                                    State.FAILED, "what was kept of it cannot be read: " + failure.getMessage());
                            log.error(condition.reason());
                        })
                        .mapEmpty();
    }

    /** A terminal may dial in later. */
    private void again() {
        parts.later().accept(RETRY_MS, () -> {
            if (!stopped && condition.state() == State.FAILED) {
                then(() -> condition.state() == State.FAILED ? begin() : Future.succeededFuture());
            }
        });
    }

    private Future<Void> begin() {
        return rollout.folder(Mode.LIVE).recover(failure -> {
            if (failure instanceof AccountUnknownException) {
                again();
                return Future.failedFuture(failure);
            }
            return parts.aside().run(() -> parts.store().lastGood()).compose(good -> fallBack(good, failure));
        });
    }

    /** What ran last runs again when what is in the folder cannot. */
    private Future<Void> fallBack(String good, Throwable failure) {
        return good.isEmpty() || condition.isBad(good)
                ? Future.failedFuture(failure)
                : rollout.version(good).onSuccess(v -> {
                    condition.remark("the folder cannot run (" + failure.getMessage() + "): version " + good
                            + " of the last run does");
                    log.warn(condition.reason());
                });
    }

    /** One thing after the other; a failure does not keep the next from being done. */
    private <T> Future<T> then(Supplier<Future<T>> next) {
        Future<T> result =
                work.transform(whatever -> stopped ? Future.failedFuture("the host is stopping") : next.get());
        work = result;
        return result;
    }

    private void goBack(String hash) {
        String why = condition.reason();
        then(() -> rollout.active() != null
                ? Future.succeededFuture()
                : rollout.version(hash).onSuccess(v -> {
                    parts.metrics().version(parts.id(), "rolled_back");
                    condition.remark("went back to version " + hash + ": " + why);
                    log.warn(condition.reason());
                }));
    }

    /** Looks at the folder; called now and then. */
    public void look() {
        if (stopped || !loaded) {
            return;
        }
        deployer.look().onSuccess(news -> {
            if (news.off() && condition.state() != State.OFF) {
                then(this::switchOff);
            } else if (!news.off() && (news.changed() || condition.state() == State.OFF)) {
                then(this::renew);
            }
        });
    }

    /** Files changed: what they are now follows the present version, unless it is the same. */
    private Future<Void> renew() {
        return deployer.folder()
                .onFailure(rollout::failed)
                .compose(loaded -> isKnown(loaded)
                        ? passOver(loaded)
                        : rollout.deploy(
                                () -> Future.succeededFuture(loaded),
                                rollout.active() != null && loaded.descriptor().shadow() ? Mode.SHADOW : Mode.LIVE));
    }

    private boolean isKnown(LoadedStrategy loaded) {
        return condition.isBad(loaded.hash()) || rollout.running().equals(loaded.hash());
    }

    private Future<Void> passOver(LoadedStrategy loaded) {
        if (!condition.isBad(loaded.hash())) {
            condition.problems(List.of());
        }
        return parts.aside().run(() -> {
            loaded.close();
            return null;
        });
    }

    private Future<Void> switchOff() {
        StrategySession session = rollout.session();
        Future<Void> over =
                session == null ? Future.succeededFuture() : session.versions().stop();
        stopOrders();
        return over.compose(v -> rollout.stopPlain()).onComplete(v -> {
            condition.become(State.OFF, "");
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
            case STOP -> {
                // At once, whatever is under way.
                stopOrders();
                yield answered(then(() -> act(command)));
            }
            default -> answered(then(() -> act(command)));
        };
    }

    private Future<StrategyAnswer> answered(Future<Void> done) {
        return done.map(v -> answer(List.of(), null)).otherwise(failure -> answer(List.of(), refusal(failure)));
    }

    private void stopOrders() {
        if (rollout.session() != null) {
            rollout.session().dropOrders();
        }
    }

    private Future<Void> act(StrategyCommand command) {
        return switch (command.kind()) {
            case START ->
                load().compose(v -> flag(false))
                        .onSuccess(v -> condition.forgive())
                        .compose(v -> begin());
            case STOP ->
                flag(true).transform(flagged -> switchOff()
                        .compose(v -> flagged.succeeded()
                                ? Future.<Void>succeededFuture()
                                : Future.failedFuture("it is stopped, but will start again with the node: "
                                        + flagged.cause().getMessage())));
            case REDEPLOY -> redeploy();
            case ROLLBACK -> rollback(command.version());
            case SHADOW -> running().compose(active -> rollout.folder(Mode.SHADOW));
            case PROMOTE -> promote();
            case DROP_SHADOW -> dropShadow();
            default -> running().compose(active -> change(active, command.settings()));
        };
    }

    private Future<Void> flag(boolean off) {
        return parts.aside().run(() -> {
            parts.folder().switchOff(parts.id(), off);
            return null;
        });
    }

    private Future<Void> redeploy() {
        return parts.aside().run(() -> parts.folder().isOff(parts.id())).compose(off -> {
            if (off) {
                return Future.failedFuture("it is switched off; start it instead");
            }
            condition.forgive();
            return rollout.folder(Mode.LIVE);
        });
    }

    private Future<Generation> running() {
        Generation active = rollout.active();
        return active == null
                ? Future.failedFuture("no version trades; start it first")
                : Future.succeededFuture(active);
    }

    private Future<Void> rollback(String version) {
        String hash = version.isEmpty() ? condition.before() : version;
        List<String> known =
                condition.older().stream().map(StrategyStatus.Version::hash).toList();
        return known.contains(hash)
                ? rollout.version(hash).onSuccess(v -> parts.metrics().version(parts.id(), "rolled_back"))
                : Future.failedFuture(
                        hash.isEmpty()
                                ? "there is no version before this one; there are " + known
                                : "there is no version '" + hash + "' to go back to; there are " + known);
    }

    private Future<Void> promote() {
        Generation shadow =
                rollout.session() == null ? null : rollout.session().versions().shadow();
        return shadow == null
                ? Future.failedFuture("there is no shadow to promote; make one first")
                : rollout.version(shadow.loaded().hash()).compose(v -> dropShadow());
    }

    private Future<Void> dropShadow() {
        if (rollout.session() != null) {
            rollout.session().versions().dropShadow();
        }
        return Future.succeededFuture();
    }

    private Future<Void> change(Generation active, Map<String, Object> settings) {
        try {
            active.loaded().descriptor().values(settings);
        } catch (IllegalArgumentException unfit) {
            return Future.failedFuture(unfit);
        }
        Map<String, Object> former = rollout.changed();
        rollout.changed(settings);
        return rollout.version(active.loaded().hash())
                .compose(v -> keeper.settings(settings))
                .onFailure(failure -> rollout.changed(former));
    }

    private static Refusal refusal(Throwable failure) {
        return Refusal.of(ErrorCode.VALIDATION_ERROR, String.valueOf(failure.getMessage()));
    }

    private StrategyAnswer answer(List<StrategyAnswer.Line> lines, Refusal refusal) {
        StatusView view = new StatusView(parts.id(), rollout.session(), results, rollout.changed());
        return new StrategyAnswer(view.status(condition), lines, refusal);
    }

    /** Looks for calls that do not return, fires timers. Called often; {@code slow} now and then. */
    public void sweep(boolean slow) {
        StrategySession session = rollout.session();
        if (session != null && !stopped) {
            warden.sweep();
            session.sweep(parts.clock().millis(), slow);
            if (slow) {
                warden.sweepSlowly();
            }
        }
    }

    /** Writes down what the strategy would go on with after a restart. */
    public void save() {
        StrategySession session = rollout.session();
        Generation active = rollout.active();
        if (!loaded || session == null) {
            return;
        }
        if (active == null) {
            keeper.state(session.versions().last());
        } else {
            active.handOver()
                    .onSuccess(left -> {
                        session.versions().last(left);
                        keeper.state(left);
                    })
                    .onFailure(failure ->
                            log.error("its state cannot be saved, the former one stays: {}", failure.toString()));
        }
        keeper.result();
    }

    /** Whether a version trades. */
    public boolean isRunning() {
        return rollout.active() != null;
    }

    /** Completes when everything up to now was acted on; at once while none trades. */
    public Future<Void> quiet() {
        return rollout.session() == null
                ? Future.succeededFuture()
                : rollout.session().quiet();
    }

    /** The version lets go, its orders are answered, what it knows is written down. */
    public Future<Void> stop() {
        return work.<Void>transform(whatever -> {
                    stopped = true;
                    gauges.forEach(Runnable::run);
                    return rollout.session() == null
                            ? Future.succeededFuture()
                            : rollout.session().versions().stop();
                })
                .compose(v -> rollout.stopPlain())
                .compose(v -> quiet().timeout(parts.limits().blockedAfter().toMillis(), TimeUnit.MILLISECONDS))
                .otherwiseEmpty()
                .compose(v -> {
                    if (rollout.session() == null) {
                        return Future.succeededFuture();
                    }
                    rollout.session().dropOrders();
                    rollout.session().stop();
                    keeper.state(rollout.session().versions().last());
                    keeper.result();
                    return keeper.written();
                });
    }
}
