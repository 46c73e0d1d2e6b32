package io.tickwire.bench;

import io.tickwire.inference.model.Encoding.Row;
import io.tickwire.inference.model.Graph.Lane;
import io.tickwire.inference.model.GraphException;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The engine alone, on one thread, full batches one after the other: what no server can beat with one worker. */
final class EngineLoop implements Load {
    private final LoadedModel model;
    private final Row row;
    private final Vertx vertx;
    private final Clock clock;
    private final Histogram latencies = new Histogram(3);
    private long windows;
    private double seconds;

    /** @param row that is asked again and again */
    EngineLoop(LoadedModel model, Row row, Vertx vertx, Clock clock) {
        this.model = model;
        this.row = row;
        this.vertx = vertx;
        this.clock = clock;
    }

    @Override
    public Future<Void> open(Target target) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> send(Schedule schedule) {
        Promise<Void> done = Promise.promise();
        Thread loop = new Thread(
                () -> {
                    try {
                        run(schedule);
                        vertx.runOnContext(end -> done.complete());
                    } catch (GraphException failed) {
                        vertx.runOnContext(end -> done.fail(failed));
                    }
                },
                "bench-engine");
        loop.setDaemon(true);
        loop.start();
        return done.future();
    }

    private void run(Schedule schedule) throws GraphException {
        Lane lane = model.borrow();
        int rows = model.maxBatch();
        while (clock.nanos() < schedule.endNanos()) {
            long startNanos = clock.nanos();
            for (int i = 0; i < rows; i++) {
                lane.put(i, row.row(), 0);
            }
            lane.run(rows);
            if (schedule.measures(startNanos)) {
                windows += rows;
                latencies.recordValueWithCount(clock.nanos() - startNanos, rows);
            }
        }
        seconds = (clock.nanos() - schedule.measureFromNanos()) / 1e9;
        model.giveBack(lane);
    }

    @Override
    public boolean settled() {
        return true;
    }

    @Override
    public List<Measured> results() {
        return List.of(
                new Measured(WindowLoad.WHAT, windows, windows, 0, seconds, 0, Map.of(), latencies, new Histogram(3)));
    }

    @Override
    public Future<Void> close() {
        model.release();
        return Future.succeededFuture();
    }
}
