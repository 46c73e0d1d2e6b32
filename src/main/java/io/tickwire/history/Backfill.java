package io.tickwire.history;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Timeframe;
import io.tickwire.journal.HistoryGap;
import io.tickwire.journal.HistoryGap.State;
import io.tickwire.journal.HistoryStore;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks terminals for the minutes of open gaps. The ticks of a gap stay missing, and its row says so. Owner: the
 * verticle's context, which calls it now and then.
 */
public final class Backfill {
    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
    private static final long MINUTE = Timeframe.M1.millis();
    /** What a terminal gives at once. */
    private static final int MAX_MINUTES = 5_000;
    /** A terminal's minute is over a moment after ours. */
    private static final long SETTLE_MS = 3_000;

    private final HistoryStore store;
    private final Function<String, Minutes> terminals;
    private final Clock clock;
    private volatile boolean busy;

    /** Asks a terminal for its newest minutes of one symbol. */
    @FunctionalInterface
    public interface Minutes {
        Future<List<Bar>> newest(int count);
    }

    /** @param terminals who can be asked about a series; null = nobody */
    public Backfill(HistoryStore store, Function<String, Minutes> terminals, Clock clock) {
        this.store = store;
        this.terminals = terminals;
        this.clock = clock;
    }

    /** Tries each open gap whose last minute is over. Never fails. */
    public Future<Void> run() {
        if (busy) {
            return Future.succeededFuture();
        }
        busy = true;
        return store.gaps()
                .compose(gaps -> {
                    Future<Void> done = Future.succeededFuture();
                    for (HistoryGap gap : gaps) {
                        if (gap.state() == State.OPEN && clock.millis() > minuteAfter(gap) + SETTLE_MS) {
                            done = done.compose(v -> fill(gap)).otherwiseEmpty();
                        }
                    }
                    return done;
                })
                .otherwiseEmpty()
                .onComplete(done -> busy = false);
    }

    private static long minuteAfter(HistoryGap gap) {
        return Timeframe.M1.startOf(gap.toMsc()) + MINUTE;
    }

    private Future<Void> fill(HistoryGap gap) {
        Minutes terminal = terminals.apply(gap.series());
        long minutes = (clock.millis() - gap.fromMsc()) / MINUTE + 2;
        if (terminal == null) {
            return end(gap, State.UNFILLABLE, "no terminal of this node has this series");
        }
        if (minutes > MAX_MINUTES) {
            return end(gap, State.UNFILLABLE, "it is older than the " + MAX_MINUTES + " minutes that a terminal gives");
        }
        return terminal.newest((int) minutes).compose(told -> {
            List<Bar> missing = told.stream()
                    .filter(bar -> bar.closed()
                            && bar.timeMsc() >= Timeframe.M1.startOf(gap.fromMsc())
                            && bar.timeMsc() < minuteAfter(gap))
                    .map(bar -> named(bar, gap.series()))
                    .toList();
            return missing.isEmpty()
                    ? end(gap, State.UNFILLABLE, "the terminal keeps no minutes of that time")
                    : store.fill(gap.series(), missing)
                            .compose(v -> end(
                                    gap,
                                    State.FILLED,
                                    missing.size() + " minutes from the terminal; the ticks stay missing"));
        });
    }

    private static Bar named(Bar bar, String series) {
        return new Bar(
                series,
                Timeframe.M1,
                bar.timeMsc(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.tickVolume(),
                true);
    }

    private Future<Void> end(HistoryGap gap, State state, String note) {
        LOG.info("gap of {} from {} to {}: {}", gap.series(), gap.fromMsc(), gap.toMsc(), note);
        return store.gap(gap.ended(state, note)).mapEmpty();
    }
}
