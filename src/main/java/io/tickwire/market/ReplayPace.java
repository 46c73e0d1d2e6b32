package io.tickwire.market;

import io.tickwire.domain.message.PacingChange;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Holds a replay back until every consumer that does not want to lose a tick has passed on the last batch. A consumer
 * that does not answer is no longer waited for. Owner: the poller's context.
 */
public final class ReplayPace {
    private final Function<String, Future<?>> ask;
    private final Set<String> consumers = new LinkedHashSet<>();
    private final Set<String> stepwise = new HashSet<>();

    /** @param ask asks one consumer; the future completes when it has kept up */
    public ReplayPace(Function<String, Future<?>> ask) {
        this.ask = ask;
    }

    public void onChange(PacingChange change) {
        if (change.joined()) {
            consumers.add(change.consumer());
        } else {
            consumers.remove(change.consumer());
        }
        if (change.joined() && change.stepwise()) {
            stepwise.add(change.consumer());
        } else {
            stepwise.remove(change.consumer());
        }
    }

    /** Whether somebody wants to act on each tick before the next one. */
    public boolean isStepwise() {
        return !stepwise.isEmpty();
    }

    /** Completes when all have kept up; never fails. */
    public Future<Void> allKeptUp() {
        List<Future<?>> answers = new ArrayList<>();
        for (String consumer : consumers) {
            answers.add(ask.apply(consumer).map((Object) null).otherwise(gone -> {
                consumers.remove(consumer);
                stepwise.remove(consumer);
                return null;
            }));
        }
        return answers.isEmpty()
                ? Future.succeededFuture()
                : Future.all(answers).mapEmpty();
    }
}
