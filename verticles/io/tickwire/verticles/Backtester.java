package io.tickwire.verticles;

import io.tickwire.backtest.jobs.BacktestJobs;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.message.BacktestAnswer;
import io.tickwire.domain.message.BacktestQuery;
import io.tickwire.domain.message.StartBacktest;
import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** Runs backtests on threads of its own while the node trades; results are in memory and go with it. */
public final class Backtester extends VerticleBase {
    private final TickwireConfig config;
    private final TypedBus bus;
    private final Clock clock;
    private BacktestJobs jobs;

    public Backtester(TickwireConfig config, TypedBus bus, Clock clock) {
        this.config = config;
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        Context own = context;
        jobs = new BacktestJobs(
                config, status -> own.runOnContext(here -> bus.publish(Addresses.BACKTEST_PROGRESS, status)), clock);
        bus.serve(Addresses.BACKTEST_START, wish -> Future.succeededFuture(begin(wish)));
        bus.serve(Addresses.BACKTESTS, question -> Future.succeededFuture(answer(question)));
        return Future.succeededFuture();
    }

    private BacktestAnswer begin(StartBacktest wish) {
        try {
            return BacktestAnswer.of(List.of(jobs.start(wish)));
        } catch (IllegalArgumentException | RejectedExecutionException refused) {
            return BacktestAnswer.refused(refused.getMessage());
        }
    }

    private BacktestAnswer answer(BacktestQuery question) {
        String id = question.id();
        return switch (question.kind()) {
            case LIST -> BacktestAnswer.of(jobs.list());
            case STATUS -> found(id, jobs.status(id).map(status -> BacktestAnswer.of(List.of(status))));
            case CANCEL -> found(id, jobs.cancel(id).map(status -> BacktestAnswer.of(List.of(status))));
            case JSON -> document(id, jobs.json(id));
            case REPORT -> document(id, jobs.report(id));
        };
    }

    private static BacktestAnswer found(String id, Optional<BacktestAnswer> answer) {
        return answer.orElseGet(() -> BacktestAnswer.refused("there is no backtest '" + id + "'"));
    }

    private BacktestAnswer document(String id, Optional<String> text) {
        return found(id, jobs.status(id).map(status -> text.map(there -> new BacktestAnswer(List.of(status), there, ""))
                .orElseGet(() -> new BacktestAnswer(List.of(status), "", "there is none: it is " + status.state()))));
    }

    @Override
    public Future<?> stop() {
        return vertx.executeBlocking(() -> {
            jobs.close();
            return null;
        });
    }
}
