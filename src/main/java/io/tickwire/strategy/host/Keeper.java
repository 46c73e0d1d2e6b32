package io.tickwire.strategy.host;

import io.tickwire.strategy.State;
import io.tickwire.strategy.run.RunState;
import io.vertx.core.Future;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what a strategy goes on with after a restart, when it changed. Owner: the host's context. */
final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final HostParts parts;
    private final ResultBook results;
    private State state = new State();
    private State limits = new State();
    private Map<String, String> result = Map.of();
    private Future<Void> writing = Future.succeededFuture();

    /** What was kept. */
    record Kept(State state, State result, Map<String, Object> settings) {}

    Keeper(HostParts parts, ResultBook results) {
        this.parts = parts;
        this.results = results;
    }

    /** Reads what an earlier run kept. */
    Future<Kept> load() {
        return parts.aside()
                .run(() -> new Kept(
                        parts.store().state(),
                        parts.store().result(),
                        parts.store().settings()))
                .onSuccess(kept -> {
                    state = kept.state();
                    result = kept.result().values();
                    State counted = new State();
                    RunState.fresh(state).counting(kept.result()).keep(counted);
                    limits = counted;
                    results.restore(kept.result());
                });
    }

    /** What a first version goes on with. */
    RunState last() {
        return RunState.fresh(state).counting(limits);
    }

    /** What a version left: written when it is another than before. */
    void state(RunState left) {
        State counted = new State();
        left.keep(counted);
        limits = counted.values().isEmpty() ? limits : counted;
        State now = left.state();
        if (!now.values().equals(state.values())) {
            state = now;
            write(() -> parts.store().state(now));
        }
    }

    void result() {
        State now = results.save();
        limits.values().forEach(now::put);
        if (!now.values().equals(result)) {
            result = now.values();
            write(() -> parts.store().result(now));
        }
    }

    Future<Void> settings(Map<String, Object> settings) {
        return write(() -> parts.store().settings(settings));
    }

    /** Completes when everything is on disk, or cannot be. */
    Future<Void> written() {
        return writing.otherwiseEmpty();
    }

    /** Something that touches a file. */
    @FunctionalInterface
    private interface Write {
        void run() throws Exception;
    }

    /** One after the other: the newest is written last. */
    private Future<Void> write(Write write) {
        writing = writing.otherwiseEmpty()
                .compose(v -> parts.aside().<Void>run(() -> {
                    write.run();
                    return null;
                }))
                .onFailure(failure -> LOG.error("strategy {}: cannot be written: {}", parts.id(), failure.toString()));
        return writing;
    }
}
