package io.tickwire.history;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Timeframe;
import io.tickwire.journal.HistoryGap;
import io.tickwire.journal.HistoryGap.State;
import io.tickwire.journal.HistoryStore;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks terminals for the minutes of open gaps. The ticks of a gap stay missing, and its row says so. A terminal that has
 * just come back may not have loaded its minutes: what it does not tell stays open and is asked for again, for a while.
 * Owner: the verticle's context, which calls it now and then.
 */
public final class Backfill {
    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
    private static final long MINUTE = Timeframe.M1.millis();
    private static final long DAY_MS = 86_400_000;
    /** What a terminal gives at once. */
    private static final int MAX_MINUTES = 5_000;
    /** A terminal's minute is over a moment after ours. */
    private static final long SETTLE_MS = 3_000;

    private final HistoryStore store;
    private final Function<String, Minutes> terminals;
    private final Clock clock;
    private final Tries tries = new Tries();
    private volatile List<HistoryGap> seen = List.of();
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
        return look().compose(open -> {
                    Future<Void> done = Future.succeededFuture();
                    tries.keep(open.stream().map(HistoryGap::id).toList());
                    for (HistoryGap gap : open) {
                        if (clock.millis() > minuteAfter(gap) + SETTLE_MS && tries.due(gap.id(), clock.millis())) {
                            done = done.compose(v -> fill(gap)).otherwiseEmpty();
                        }
                    }
                    return done;
                })
                .otherwiseEmpty()
                .onComplete(done -> busy = false);
    }

    /** Reads which gaps are open. */
    Future<List<HistoryGap>> look() {
        return store.gaps().map(gaps -> {
            seen = gaps.stream().filter(gap -> gap.state() == State.OPEN).toList();
            return seen;
        });
    }

    /** The open gaps of the last day in a few words; empty = none. */
    String told() {
        List<HistoryGap> day = seen.stream()
                .filter(gap -> clock.millis() - gap.toMsc() < DAY_MS)
                .toList();
        if (day.isEmpty()) {
            return "";
        }
        HistoryGap last = day.get(day.size() - 1);
        return day.size() + " open gap" + (day.size() == 1 ? "" : "s") + " of the last day, the last one of "
                + last.series() + " from " + Instant.ofEpochMilli(last.fromMsc()) + " to "
                + Instant.ofEpochMilli(last.toMsc());
    }

    private static long minuteOf(HistoryGap gap) {
        return Timeframe.M1.startOf(gap.fromMsc());
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
            List<Bar> over = told.stream().filter(Bar::closed).toList();
            List<Bar> missing = over.stream()
                    .filter(bar -> bar.timeMsc() >= minuteOf(gap) && bar.timeMsc() < minuteAfter(gap))
                    .map(bar -> named(bar, gap.series()))
                    .toList();
            if (missing.isEmpty()) {
                return tries.over(gap.id(), clock.millis())
                        ? end(
                                gap,
                                State.UNFILLABLE,
                                "the terminal has no minutes of that time, asked " + Tries.MOST + " times")
                        : Future.succeededFuture();
            }
            return store.fill(gap.series(), missing).compose(v -> filled(gap, over, missing));
        });
    }

    /** Minutes without ticks have no bar: only what lies before or behind all that was told is missing still. */
    private Future<Void> filled(HistoryGap gap, List<Bar> told, List<Bar> filled) {
        long firstMsc = filled.get(0).timeMsc();
        long behindMsc = filled.get(filled.size() - 1).timeMsc() + MINUTE;
        boolean fromStart = told.get(0).timeMsc() <= minuteOf(gap);
        boolean toEnd = told.get(told.size() - 1).timeMsc() >= Timeframe.M1.startOf(gap.toMsc());
        Future<?> rests = Future.succeededFuture();
        if (!fromStart) {
            rests = rests.compose(v -> store.gap(gap.rest(gap.fromMsc(), firstMsc - 1)));
        }
        if (!toEnd) {
            rests = rests.compose(v -> store.gap(gap.rest(behindMsc, gap.toMsc())));
        }
        HistoryGap part = gap.part(fromStart ? gap.fromMsc() : firstMsc, toEnd ? gap.toMsc() : behindMsc - 1);
        String note = filled.size() + " minutes from the terminal; the ticks stay missing";
        return rests.compose(v -> end(part, State.FILLED, note));
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
